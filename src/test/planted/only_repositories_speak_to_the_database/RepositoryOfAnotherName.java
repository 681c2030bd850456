// red: io.overdub.quotes.RepositoryOfAnotherName
package io.overdub.quotes;

class RepositoryOfAnotherName implements io.quarkus.hibernate.orm.panache.PanacheRepository<QuoteRow> {}
