// red: io.overdub.quotes.TransactionalResource.handle()
package io.overdub.quotes;

class TransactionalResource {
    @jakarta.transaction.Transactional
    public void handle() {}
}
