package io.overdub.notifications;

import io.overdub.accounts.Roles;
import io.overdub.accounts.Viewer;
import io.overdub.notifications.push.Platform;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The devices on which the viewer gets pushes. */
@Path("/v1/me/devices/{installation_id}")
@RolesAllowed(Roles.USER)
class DeviceResource {

    private static final String INSTALLATION = "[A-Za-z0-9_-]{8,64}";

    /** Neither white space nor control characters: no service's token has any. */
    private static final String TOKEN = "[\\x21-\\x7e]{16,1024}";

    private static final int LONGEST = 64;

    private final Devices devices;
    private final Viewer viewer;

    DeviceResource(Devices devices, Viewer viewer) {
        this.devices = devices;
        this.viewer = viewer;
    }

    @PUT
    @Operation(
            summary = "Register this device for pushes, or say what changed",
            description =
                    "Apps do this at each start: it tells that the token works. A token that another account had is this"
                            + " account's from now on. Signing out unregisters. At most 20 devices; the one seen least lately makes room.")
    public void register(
            @PathParam("installation_id") @Pattern(regexp = INSTALLATION) String installation,
            @Valid @NotNull DeviceResource.Device device) {
        var traits = TraitRules.read(device.language, device.country, device.timeZone, device.build, device.tags);
        devices.register(viewer.id(), viewer.currentSession(), installation, device.platform, device.token, traits);
    }

    @DELETE
    @Operation(summary = "No more pushes to this device; doing it twice is doing it once")
    public void unregister(@PathParam("installation_id") @Pattern(regexp = INSTALLATION) String installation) {
        devices.unregister(viewer.id(), installation);
    }

    /**
     * @param token as the platform gave it to the app
     * @param language BCP 47, of the app's screens
     * @param timeZone of the IANA database, such as Europe/Berlin; an offset such as GMT+02:00 is kept as a zone that has it always
     * @param tags words of the app's own that campaigns choose by
     */
    @Schema(name = "DeviceRegistration")
    record Device(
            @NotNull Platform platform,
            @NotNull @Pattern(regexp = TOKEN) String token,
            @NotNull @Size(max = LONGEST) String language,
            @Size(max = 2) @Nullable String country,
            @NotNull @Size(max = LONGEST) String timeZone,
            @Min(1) @Max(Integer.MAX_VALUE) int build,
            @Size(max = TraitRules.MOST_TAGS) @Nullable List<@NotNull @Size(max = LONGEST) String> tags) {}
}
