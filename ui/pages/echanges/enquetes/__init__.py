"""Answers to questionnaires that come in and leave."""
