package io.overdub.notifications;

import io.overdub.kernel.Refusal;
import io.overdub.kernel.Refusal.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a campaign may be. */
final class CampaignRules {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{0,29}");

    private CampaignRules() {}

    /** The audience in canonical spelling. Adds what is wrong to the faults. */
    static Campaign.Audience audience(Campaign.Audience wanted, List<Fault> faults) {
        var min = wanted.minBuild();
        var max = wanted.maxBuild();
        if (min != null && max != null && min > max) {
            faults.add(new Fault("audience.max_build", "is less than min_build"));
        }
        if (orNone(wanted.countries()).stream().anyMatch(country -> !TraitRules.isCountry(country))) {
            faults.add(new Fault("audience.countries", "are ISO 3166 codes of two capital letters"));
        }
        return new Campaign.Audience(
                orNone(wanted.platforms()),
                orNone(wanted.countries()),
                languages(orNone(wanted.languages()), faults),
                orNone(wanted.tags()),
                min,
                max,
                wanted.activeDays());
    }

    private static List<String> languages(List<String> wanted, List<Fault> faults) {
        var languages = new ArrayList<String>();
        for (var language : wanted) {
            TraitRules.language(language)
                    .ifPresentOrElse(
                            languages::add,
                            () -> faults.add(new Fault("audience.languages", "are BCP 47 language tags")));
        }
        return languages;
    }

    /** The numbers that texts may say. Adds what is wrong to the faults. */
    static Map<String, Long> numbers(Map<String, Long> wanted, List<Fault> faults) {
        if (wanted.keySet().stream().anyMatch(name -> !NAME.matcher(name).matches() || name.equals(Campaign.UNREAD))) {
            faults.add(new Fault("numbers", "have names of small letters, other than unread"));
        }
        return wanted;
    }

    /** The texts, with their languages in canonical spelling. */
    static List<Campaign.Text> texts(
            List<Campaign.Text> wanted, String fallback, Set<String> numbers, List<Fault> faults) {
        var texts = new ArrayList<Campaign.Text>();
        var languages = new HashSet<String>();
        for (var text : wanted) {
            var language = TraitRules.language(text.language());
            if (language.isEmpty() || !languages.add(language.get())) {
                faults.add(new Fault("texts.language", "is a BCP 47 language tag, of each language once"));
            } else {
                texts.add(new Campaign.Text(language.get(), text.title(), text.body()));
            }
            if (CONTROL.matcher(text.title() + text.body()).find()
                    || text.title().isBlank()
                    || text.body().isBlank()) {
                faults.add(new Fault("texts", "say something, without control characters"));
            }
        }
        texts.forEach(text -> {
            phrase(text.language(), text.title(), numbers, faults);
            phrase(text.language(), text.body(), numbers, faults);
        });
        if (TraitRules.language(fallback).filter(languages::contains).isEmpty()) {
            faults.add(new Fault("fallback", "is the language of one of the texts"));
        }
        return texts;
    }

    private static void phrase(String language, String text, Set<String> numbers, List<Fault> faults) {
        try {
            for (var name : Phrases.numbersIn(text)) {
                if (!numbers.contains(name) && !name.equals(Campaign.UNREAD)) {
                    faults.add(new Fault(
                            "texts", "in " + language + " it says " + name + ", which is none of the numbers"));
                }
            }
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("texts", "in " + language + " it cannot be read: " + e.getMessage()));
        }
    }

    /** When clocks there show that time: where they leap over it, when they leap; where they show it twice, the first time. */
    static Instant instantOf(LocalDateTime local, ZoneId zone) {
        var leap = zone.getRules().getTransition(local);
        return leap != null && leap.isGap()
                ? leap.getInstant()
                : local.atZone(zone).toInstant();
    }

    /** @throws Refusal 422 {@code unfit_campaign} */
    static LocalDateTime localTime(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new UnfitCampaign(List.of(new Fault("local_time", "is such as 2027-03-28T18:30")));
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> some) {
        return Optional.ofNullable(some).orElse(List.of()).stream().distinct().toList();
    }

    static final class UnfitCampaign extends Refusal {
        UnfitCampaign(List<Fault> faults) {
            super(Kind.INVALID, "unfit_campaign", "This cannot be a campaign", faults);
        }
    }
}
