"""What it costs to send messages, beside two others; and how soon they leave."""
