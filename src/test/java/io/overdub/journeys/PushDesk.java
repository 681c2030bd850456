package io.overdub.journeys;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Somebody of the team at one process, who sends a campaign to a crowd of phones, and follows it and steers it. */
final class PushDesk {

    static final int PHONES = 20;

    private static final String BROADCASTS = "/v1/admin/push/broadcasts/";

    private final URI app;
    private final StubbornPhone admin;

    PushDesk(URI app) {
        this.app = app;
        this.admin = new StubbornPhone(app);
        admin.signsIn("admin", "overdub-demo-staff");
    }

    /** So many people with {@link #PHONES} phones each, which all have the tag. */
    void gathers(int people, String tag) {
        for (var number = 0; number < people; number++) {
            var person = new StubbornPhone(app);
            person.signsUp(tag + ".fan." + number, "a long enough password");
            for (var phone = 0; phone < PHONES; phone++) {
                var device = Map.of(
                        "platform",
                        "android",
                        "token",
                        "token-of-" + tag + "-" + number + "-" + phone,
                        "language",
                        "en",
                        "time_zone",
                        "UTC",
                        "build",
                        1,
                        "tags",
                        List.of(tag));
                person.puts("/v1/me/devices/phone-number-" + phone, device).expecting(204);
            }
        }
    }

    /** Its id. */
    String sends(String tag) {
        var draft = Map.of(
                "name",
                "To " + tag,
                "audience",
                Map.of("tags", List.of(tag)),
                "texts",
                List.of(Map.of("language", "en", "title", "Hello", "body", "New quotes")),
                "fallback",
                "en",
                "link",
                "overdub://quotes");
        var id = admin.posts("/v1/admin/campaigns", draft).expecting(201).text("id");
        admin.puts("/v1/admin/campaigns/" + id + "/schedule", Map.of("overlap_allowed", true))
                .expecting(200);
        return id;
    }

    void dials(int perSecond) {
        admin.puts("/v1/admin/push/dial", Map.of("pushes_per_second", perSecond))
                .expecting(200);
    }

    void turns(String campaign, String state) {
        admin.puts(BROADCASTS + campaign + "/state", Map.of("state", state)).expecting(200);
    }

    /** How many devices of the campaign are delivered, suppressed, waiting … */
    int number(String campaign, String what) {
        return admin.gets(BROADCASTS + campaign)
                .expecting(200)
                .body()
                .path(what)
                .asInt();
    }

    /** The endpoints that got the campaign, as often as they did. */
    List<String> reached(String campaign) {
        return admin
                .pages(
                        "/v1/admin/push/captured",
                        item -> Map.entry(
                                item.path("push_id").asText(),
                                item.path("endpoint").asText()))
                .stream()
                .filter(push -> push.getKey().equals(campaign))
                .map(Map.Entry::getValue)
                .toList();
    }
}
