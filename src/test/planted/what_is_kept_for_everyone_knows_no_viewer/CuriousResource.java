// red: io.overdub.quotes.CuriousResource.show()
package io.overdub.quotes;

class CuriousResource {
    private io.overdub.accounts.Viewer viewer;

    @jakarta.ws.rs.GET
    @io.overdub.edge.Cached(audience = io.overdub.edge.Cached.Audience.EVERYONE)
    public void show() {}
}
