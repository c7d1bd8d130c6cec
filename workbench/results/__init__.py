"""What a calculation gives, told: tables, remarks, what is still needed, open questions, records."""
