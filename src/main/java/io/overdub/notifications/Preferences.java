package io.overdub.notifications;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be told, and how.
 *
 * @param kinds those that are not named come everywhere
 * @param quietHours pushes wait until they are over, one for each row of the inbox; absent: they come at any time
 * @param dailyCap pushes in one of their days; absent: as many as everybody gets
 */
@Schema(name = "NotificationPreferences")
record Preferences(
        @NotNull @Size(max = 50) List<@Valid @NotNull Choice> kinds,
        @Valid @Nullable QuietHours quietHours,
        @Min(0) @Max(1000) @Nullable Integer dailyCap) {

    @Schema(name = "NotificationChoice")
    record Choice(@NotNull Kind kind, boolean push, boolean inbox) {}

    /**
     * @param from HH:MM
     * @param until HH:MM, on the next day when it is earlier
     * @param timeZone of the IANA database; absent: that of the device used last
     */
    @Schema(name = "QuietHours")
    record QuietHours(
            @NotNull @Pattern(regexp = TIME) String from,
            @NotNull @Pattern(regexp = TIME) String until,
            @Size(max = 64) @Nullable String timeZone) {}

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
}
