// red: io.overdub.quotes.HiddenEndpointResource.show()
// red: Quarkus silently ignores the others
package io.overdub.quotes;

@jakarta.ws.rs.Path("/v1/planted")
class HiddenEndpointResource {
    @jakarta.ws.rs.GET
    void show() {}
}
