// red: io.overdub.quotes.JpaInAService.entities
package io.overdub.quotes;

class JpaInAService {
    jakarta.persistence.EntityManager entities;
}
