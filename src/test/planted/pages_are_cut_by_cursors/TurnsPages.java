// red: TurnsPages.java: .page(page, 20)
// red: TurnsPages.java: Page.of(page, 20)
package io.overdub.quotes;

class TurnsPages {
    Object rows(io.quarkus.hibernate.orm.panache.PanacheQuery<String> query, int page) {
        query.page(page, 20);
        return io.quarkus.panache.common.Page.of(page, 20);
    }
}
