// red: io.overdub.quotes.TransactionalClass
package io.overdub.quotes;

@jakarta.transaction.Transactional
class TransactionalClass {}
