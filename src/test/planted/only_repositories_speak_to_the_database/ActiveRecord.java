// red: io.overdub.quotes.ActiveRecord
package io.overdub.quotes;

@jakarta.persistence.Entity
class ActiveRecord extends io.quarkus.hibernate.orm.panache.PanacheEntity {}
