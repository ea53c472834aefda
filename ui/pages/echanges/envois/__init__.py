"""What is sent: profiles, preview, outbox."""
