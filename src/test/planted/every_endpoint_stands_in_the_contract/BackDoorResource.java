// red: io.overdub.quotes.BackDoorResource.open()
package io.overdub.quotes;

class BackDoorResource {
    @jakarta.ws.rs.GET
    @org.eclipse.microprofile.openapi.annotations.Operation(hidden = true)
    public void open() {}
}
