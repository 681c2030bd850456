// red: io.overdub.quotes.PublicEntity
package io.overdub.quotes;

@jakarta.persistence.Entity
@jakarta.persistence.Table(schema = "quotes")
public class PublicEntity {}
