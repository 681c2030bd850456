package io.overdub.quotes;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

@Path("/v1/quotes/snapshot")
class SnapshotResource {

    private final SnapshotOffice office;

    SnapshotResource(SnapshotOffice office) {
        this.office = office;
    }

    @GET
    @PermitAll
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    @Operation(
            summary = "Where the static snapshot of the catalogue is",
            description =
                    "Its manifest names a file for each market and language, and where GET /v1/quotes/changes goes on"
                            + " from it. Keep the address: manifest, files and sounds are served without this API.")
    public SnapshotOffice.SnapshotPlace place() {
        return office.place();
    }
}
