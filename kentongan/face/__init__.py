"""What people see: the templates, words for time and money, drawings and assets all doors share."""
