// red: io.overdub.quotes.TransactionalRepository.save()
package io.overdub.quotes;

class TransactionalRepository {
    @jakarta.transaction.Transactional
    void save() {}
}
