// red: io.overdub.quotes.MapsAnothersTable has no @Table(schema = "quotes")
package io.overdub.quotes;

@jakarta.persistence.Entity
@jakarta.persistence.Table(schema = "accounts", name = "account")
class MapsAnothersTable {}
