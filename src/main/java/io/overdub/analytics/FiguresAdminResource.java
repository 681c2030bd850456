package io.overdub.analytics;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What is looked at every day. Each answer holds its question too, in SQL. */
@Path("/v1/admin/analytics/figures")
@RolesAllowed("analyst")
class FiguresAdminResource {

    private final Figures figures;
    private final Calendar calendar;

    FiguresAdminResource(Figures figures, Calendar calendar) {
        this.figures = figures;
        this.calendar = calendar;
    }

    @GET
    @Path("/actives")
    @Operation(summary = "Daily, weekly and monthly active people")
    public Figure actives(@QueryParam("days") @DefaultValue("30") @Min(1) @Max(366) int days) {
        return figures.actives(calendar.daysAgo(days), calendar.today());
    }

    @GET
    @Path("/growth")
    @Operation(summary = "People and new people by country")
    public Figure growth(@QueryParam("days") @DefaultValue("30") @Min(1) @Max(366) int days) {
        return figures.growth(calendar.daysAgo(days), calendar.today());
    }

    @GET
    @Path("/installs")
    @Operation(summary = "Installations by day and platform")
    public Figure installs(@QueryParam("days") @DefaultValue("30") @Min(1) @Max(366) int days) {
        return figures.installs(calendar.daysAgo(days), calendar.today());
    }

    @GET
    @Path("/retention")
    @Operation(summary = "Who came back, by week of the first event")
    public Figure retention(@QueryParam("days") @DefaultValue("84") @Min(7) @Max(366) int days) {
        return figures.retention(calendar.daysAgo(days), calendar.today());
    }

    @GET
    @Path("/funnel")
    @Operation(summary = "From listening to a quote to sharing a dub")
    public Figure funnel(@QueryParam("days") @DefaultValue("30") @Min(1) @Max(366) int days) {
        return figures.funnel(calendar.daysAgo(days), calendar.today());
    }

    @GET
    @Path("/top-quotes")
    @Operation(summary = "The quotes that most people listened to")
    public Figure topQuotes(
            @QueryParam("days") @DefaultValue("7") @Min(1) @Max(366) int days,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(200) int limit) {
        return figures.topQuotes(calendar.daysAgo(days), calendar.today(), limit);
    }

    @GET
    @Path("/watching")
    @Operation(summary = "Plays and views by day")
    public Figure watching(@QueryParam("days") @DefaultValue("30") @Min(1) @Max(366) int days) {
        return figures.watching(calendar.daysAgo(days), calendar.today());
    }
}
