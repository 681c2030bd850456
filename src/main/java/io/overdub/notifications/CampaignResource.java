package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.edge.Idempotent;
import io.overdub.edge.PageQuery;
import io.overdub.edge.Repeatable;
import io.overdub.kernel.Page;
import io.overdub.notifications.Campaign.Audience;
import io.overdub.notifications.Campaign.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What editors tell many people. */
@Path("/v1/admin/campaigns")
@RolesAllowed(Roles.EDITOR)
class CampaignResource {

    private final Campaigns campaigns;
    private final Viewer viewer;

    CampaignResource(Campaigns campaigns, Viewer viewer) {
        this.campaigns = campaigns;
        this.viewer = viewer;
    }

    @POST
    @ResponseStatus(201)
    @Idempotent
    @Operation(
            summary = "Draft a campaign",
            description =
                    "It goes to nobody yet, and its `reach` says to how many it would. Titles and bodies may count in ICU's message syntax:"
                            + " `{quotes, plural, one {# quote} other {# quotes}}`, where quotes is one of `numbers`, or `unread`, which is what"
                            + " each person has not seen yet. 422 unfit_campaign says all that is wrong.")
    public Campaign draft(@Valid @NotNull Draft draft) {
        return campaigns.draft(
                viewer.id(),
                draft.name,
                draft.audience,
                draft.texts,
                draft.numbers == null ? Map.of() : draft.numbers,
                draft.fallback,
                draft.link,
                draft.canaryPercent == null ? 0 : draft.canaryPercent);
    }

    @GET
    @Operation(summary = "All campaigns, the newest first")
    public Page<Campaign> newest(@BeanParam PageQuery page) {
        return campaigns.newest(page.cursor(), page.limit());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A campaign, to how many it would go now, and how far it has come")
    public Campaign show(@PathParam("id") UUID id) {
        return campaigns.show(id);
    }

    @GET
    @Path("/{id}/preview")
    @Operation(
            summary = "What each platform is told, in each language",
            description = "Where it says how much is unread: for a number of each plural form of the language.")
    public List<CampaignPreview> preview(@PathParam("id") UUID id) {
        return campaigns.preview(id);
    }

    @GET
    @Path("/{id}/plan")
    @Operation(summary = "How long it would take now, and what it would cost")
    public CampaignPlan plan(@PathParam("id") UUID id) {
        return campaigns.plan(id);
    }

    @POST
    @Path("/{id}/tests")
    @Repeatable("a test that is sent twice is shown twice, to whoever tests")
    @Operation(summary = "Send it to one device now, whatever its owner wants")
    public CampaignTest test(@PathParam("id") UUID id, @Valid @NotNull Target target) {
        return campaigns.test(id, new AccountId(target.accountId), target.installationId);
    }

    @PUT
    @Path("/{id}/approval")
    @Operation(
            summary = "Let a campaign of somebody else go out, however large it is",
            description =
                    "It counts while whoever gave it is an editor; after that another one gives it anew. What somebody wrote who is no"
                            + " editor any more needs one, however small it is.")
    public Campaign approve(@PathParam("id") UUID id) {
        return campaigns.approve(id, viewer.id());
    }

    @PUT
    @Path("/{id}/schedule")
    @Operation(
            summary = "Let it go out: now, at a moment, or when clocks show a time wherever people live",
            description =
                    "Once. How it goes on is seen and changed under /v1/admin/push/broadcasts with the same id; a canary pauses it."
                            + " Where clocks leap over the local time it comes when they leap. 409 approval_missing: it is large and nobody"
                            + " else who is an editor has approved it, or its author is none any more. 409 campaign_overlaps: another goes to some of the same devices within an hour.")
    public Campaign schedule(@PathParam("id") UUID id, @Valid @NotNull Schedule schedule) {
        return campaigns.schedule(id, schedule.at, schedule.localTime, Boolean.TRUE.equals(schedule.overlapAllowed));
    }

    @Schema(name = "CampaignDraft")
    record Draft(
            @NotNull @Size(min = 1, max = 80) String name,
            @Valid @NotNull Audience audience,
            @NotNull @Size(min = 1, max = 50) List<@Valid @NotNull Text> texts,
            @Nullable @Size(max = 10) Map<String, @NotNull Long> numbers,
            @NotNull @Size(max = 35) String fallback,

            @NotNull @Pattern(regexp = "(overdub|https)://[\\x21-\\x7e]{1,500}")
            String link,

            @Min(0) @Max(50) @Nullable Integer canaryPercent) {}

    @Schema(name = "CampaignTarget")
    record Target(
            @NotNull UUID accountId,
            @NotNull @Size(max = 64) String installationId) {}

    /** @param localTime such as 2027-03-28T02:30 */
    @Schema(name = "CampaignSchedule")
    record Schedule(
            @Nullable Instant at,
            @Nullable @Size(max = 19) String localTime,
            @Nullable Boolean overlapAllowed) {}
}
