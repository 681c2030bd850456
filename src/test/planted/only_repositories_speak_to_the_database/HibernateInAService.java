// red: io.overdub.quotes.HibernateInAService.session
package io.overdub.quotes;

class HibernateInAService {
    org.hibernate.Session session;
}
