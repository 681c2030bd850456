// red: io.overdub.quotes.MapsNoSchema has no @Table(schema = "quotes")
package io.overdub.quotes;

@jakarta.persistence.Entity
class MapsNoSchema {}
