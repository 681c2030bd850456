package io.overdub.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.overdub.notifications.push.Platform;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that the team tells many. It is never changed: what turned out wrong is made anew.
 *
 * @param fallback the language of the texts for those who read none of them
 * @param numbers that the texts say, by their names; beside them {@link #UNREAD} of whoever gets it
 * @param link what the app opens
 * @param canaryPercent the share of the audience that gets it first; then it pauses until somebody lets it run. 0: all get it
 * @param approvedBy another than the author; without, a large one does not go out
 * @param approval whether it may go out by that; absent in lists
 * @param startsAt when the first may get it; absent while it is a draft
 * @param localTime by their own clocks, if it comes so
 * @param reach devices that it would go to now; absent in lists
 * @param results how far it has come; absent while it is a draft
 */
@Schema(name = "Campaign")
record Campaign(
        UUID id,
        String name,
        Audience audience,
        List<Text> texts,
        Map<String, Long> numbers,
        String fallback,
        String link,
        int canaryPercent,
        UUID author,
        @Nullable UUID approvedBy,
        @Nullable Approval approval,
        @Nullable Instant startsAt,
        @Nullable String localTime,
        Instant createdAt,
        @Nullable Long reach,
        @Nullable Broadcast results) {

    /**
     * How many rows of their inbox somebody has not seen; the only number that differs from person to person. A push counts its own row,
     * unless they want none in their inbox; there they read it with what is left unseen. So it may be 0.
     */
    static final String UNREAD = "unread";

    /**
     * All of it holds of each device; what is left out chooses nothing.
     *
     * @param languages BCP 47; de is also de-AT, and zh-Hant zh-Hant-TW
     * @param tags each of them
     * @param activeDays it was in use within so many days
     */
    @Schema(name = "CampaignAudience")
    record Audience(
            @Nullable @Size(max = 3) List<@NotNull Platform> platforms,
            @Nullable @Size(max = 250) List<@NotNull @Size(max = 2) String> countries,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 35) String> languages,
            @Nullable @Size(max = 20) List<@NotNull @Size(max = 40) String> tags,
            @Nullable @Min(1) Integer minBuild,
            @Nullable @Min(1) Integer maxBuild,
            @Nullable @Min(1) @Max(60) Integer activeDays) {}

    /**
     * Title and body may count: see {@link Phrases}.
     *
     * @param language BCP 47
     */
    @Schema(name = "CampaignText")
    record Text(
            @NotNull @Size(max = 35) String language,
            @NotNull @Size(min = 1, max = 120) String title,
            @NotNull @Size(min = 1, max = 1000) String body) {

        boolean saysUnread() {
            return Phrases.says(UNREAD, title) || Phrases.says(UNREAD, body);
        }
    }

    /** Whether somebody answers for it who may. */
    @Schema(name = "CampaignApproval")
    enum Approval {
        /** It is small, and its author is an editor. */
        @JsonProperty("not_needed")
        NOT_NEEDED,
        @JsonProperty("missing")
        MISSING,
        /** Whoever gave it is no editor any more. */
        @JsonProperty("lapsed")
        LAPSED,
        @JsonProperty("given")
        GIVEN;

        boolean letsGo() {
            return this == NOT_NEEDED || this == GIVEN;
        }
    }

    boolean saysUnread() {
        return texts.stream().anyMatch(Text::saysUnread);
    }

    Campaign with(List<Text> itsTexts) {
        return new Campaign(
                id,
                name,
                audience,
                itsTexts,
                numbers,
                fallback,
                link,
                canaryPercent,
                author,
                approvedBy,
                approval,
                startsAt,
                localTime,
                createdAt,
                reach,
                results);
    }

    Campaign with(@Nullable Approval itsApproval, @Nullable Long itsReach, @Nullable Broadcast itsResults) {
        return new Campaign(
                id,
                name,
                audience,
                texts,
                numbers,
                fallback,
                link,
                canaryPercent,
                author,
                approvedBy,
                itsApproval,
                startsAt,
                localTime,
                createdAt,
                itsReach,
                itsResults);
    }

    /** In the language of a device, or in the nearest that is less exact, such as zh-Hant for zh-Hant-TW, or in the fallback. */
    Text textFor(String language) {
        for (var near = language; !near.isEmpty(); near = near.substring(0, Math.max(near.lastIndexOf('-'), 0))) {
            var found = text(near);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return text(fallback).orElseThrow();
    }

    /** With its numbers said. */
    Text said(Text text, long unread) {
        var all = new HashMap<>(numbers);
        all.put(UNREAD, unread);
        return new Text(
                text.language, Phrases.say(text.language, text.title, all), Phrases.say(text.language, text.body, all));
    }

    private Optional<Text> text(String language) {
        return texts.stream().filter(text -> text.language.equals(language)).findFirst();
    }
}
