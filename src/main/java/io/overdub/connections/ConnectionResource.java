package io.overdub.connections;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Cached;
import io.overdub.edge.PageQuery;
import io.overdub.kernel.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

@Path("/v1/accounts/{id}")
class ConnectionResource {

    private final FollowGraph graph;
    private final Viewer viewer;

    ConnectionResource(FollowGraph graph, Viewer viewer) {
        this.graph = graph;
        this.viewer = viewer;
    }

    @GET
    @PermitAll
    @Cached(seconds = 2)
    public Profile profile(@PathParam("id") AccountId id) {
        return graph.profile(id, viewer.orNull());
    }

    @PUT
    @Path("/follow")
    @RolesAllowed(Roles.USER)
    public void follow(@PathParam("id") AccountId id) {
        graph.follow(viewer.id(), id);
    }

    @DELETE
    @Path("/follow")
    @RolesAllowed(Roles.USER)
    public void unfollow(@PathParam("id") AccountId id) {
        graph.unfollow(viewer.id(), id);
    }

    @PUT
    @Path("/mute")
    @RolesAllowed(Roles.USER)
    public void mute(@PathParam("id") AccountId id) {
        graph.mute(viewer.id(), id);
    }

    @DELETE
    @Path("/mute")
    @RolesAllowed(Roles.USER)
    public void unmute(@PathParam("id") AccountId id) {
        graph.unmute(viewer.id(), id);
    }

    @PUT
    @Path("/block")
    @RolesAllowed(Roles.USER)
    public void block(@PathParam("id") AccountId id) {
        graph.block(viewer.id(), id);
    }

    @DELETE
    @Path("/block")
    @RolesAllowed(Roles.USER)
    public void unblock(@PathParam("id") AccountId id) {
        graph.unblock(viewer.id(), id);
    }

    @GET
    @Path("/followers")
    @PermitAll
    public Page<Connection> followers(@PathParam("id") AccountId id, @BeanParam PageQuery page) {
        return graph.followers(id, viewer.orNull(), page.cursor(), page.limit());
    }

    @GET
    @Path("/following")
    @PermitAll
    public Page<Connection> following(@PathParam("id") AccountId id, @BeanParam PageQuery page) {
        return graph.following(id, viewer.orNull(), page.cursor(), page.limit());
    }
}
