"""What several pages show of a renovated home: drawings, the printed guide."""
