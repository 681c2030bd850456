// red: io.overdub.quotes.UnsaidResource.create()
package io.overdub.quotes;

class UnsaidResource {
    @jakarta.ws.rs.POST
    public void create() {}
}
