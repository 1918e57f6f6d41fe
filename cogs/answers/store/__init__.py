"""The slice's queries; they take and return what the rules define."""
