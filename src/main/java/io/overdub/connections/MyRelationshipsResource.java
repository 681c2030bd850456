package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For screens that show many people at once. */
@Path("/v1/me/relationships")
class MyRelationshipsResource {

    private static final int MOST = 100;

    private final FollowGraph graph;
    private final Viewer viewer;

    MyRelationshipsResource(FollowGraph graph, Viewer viewer) {
        this.graph = graph;
        this.viewer = viewer;
    }

    @GET
    @RolesAllowed(Roles.USER)
    @Operation(
            summary = "Which of these people the viewer follows and mutes",
            description = "Up to 100 at once; people who are not there for the viewer are left out.")
    public Relationships of(@QueryParam("account_id") @Size(min = 1, max = MOST) List<AccountId> people) {
        return new Relationships(graph.relationships(viewer.id(), people));
    }

    @Schema(name = "Relationships")
    record Relationships(List<Relationship> items) {}
}
