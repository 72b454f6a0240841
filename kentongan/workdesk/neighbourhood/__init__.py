"""The pages of heads of RT and RW, made for a phone; and of those who appoint them."""
