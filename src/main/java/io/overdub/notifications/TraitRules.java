package io.overdub.notifications;

import io.overdub.kernel.Countries;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.Refusal.Fault;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What devices may say of themselves. Lists of what there is come from the platform. */
final class TraitRules {

    static final int MOST_TAGS = 20;
    private static final int LONGEST_LANGUAGE = 35;
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9_.:-]{0,39}");

    private TraitRules() {}

    /** @throws Refusal 422 {@code unfit_device} that names everything that is wrong */
    static Traits read(
            String language, @Nullable String country, String timeZone, int build, @Nullable List<String> tags) {
        var faults = new ArrayList<Fault>();
        var canonical = language(language).orElse(null);
        if (canonical == null) {
            faults.add(new Fault("language", "is not a BCP 47 language tag"));
        }
        if (country != null && !isCountry(country)) {
            faults.add(new Fault("country", "is not an ISO 3166 code of two capital letters"));
        }
        var zone = TimeZones.named(timeZone).orElse(null);
        if (zone == null) {
            faults.add(new Fault("time_zone", "is not a name of the IANA time zone database"));
        }
        var known = tags == null ? List.<String>of() : tags.stream().distinct().toList();
        for (var tag : known) {
            if (!isTag(tag)) {
                faults.add(new Fault("tags", "lower-case letters, digits and _ . : - only, 40 at most"));
                break;
            }
        }
        if (!faults.isEmpty() || canonical == null || zone == null) {
            throw new UnfitDevice(faults);
        }
        return new Traits(canonical, country, zone, build, known);
    }

    static boolean isCountry(String code) {
        return Countries.has(code);
    }

    private static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /** In its canonical spelling, if it is one. */
    static Optional<String> language(String typed) {
        try {
            var tag = new Locale.Builder().setLanguageTag(typed).build().toLanguageTag();
            return tag.length() > LONGEST_LANGUAGE || tag.startsWith("und") ? Optional.empty() : Optional.of(tag);
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    private static final class UnfitDevice extends Refusal {
        UnfitDevice(List<Fault> faults) {
            super(Kind.INVALID, "unfit_device", "The device cannot be what it says", faults);
        }
    }
}
