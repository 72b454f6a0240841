"""The conformance kit of the call contract: needs neither our database nor Django.

Whoever builds an exchange runs it against Kentongan to see how the contract is meant, or against
a middleware of their own that takes the same calls.
"""
