package io.overdub.embedded.demo;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a newcomer reads first.
 *
 * @param contractPage there is a page to read the contract on and try it, not only its text
 * @param admin the username of the first admin, if the configuration names one
 * @param people who is signed in; empty when the demo is switched off or failed
 */
record Banner(URI address, boolean contractPage, @Nullable String admin, List<Resident> people) {

    private static final String RULE = "-".repeat(100);

    /** Whose home feed the line to copy reads. */
    private static final String READER = "bela";

    String text() {
        var text = new StringBuilder("\n").append(RULE).append("\n");
        line(text, "Overdub listens", address.toString());
        line(text, "Contract", address + (contractPage ? "/q/swagger-ui  (as text: /q/openapi)" : "/q/openapi"));
        line(text, "Metrics, health", address + "/q/metrics  " + address + "/q/health");
        if (admin != null) {
            line(text, "Admin", admin + ", password: the setting accounts.first-admin.password");
        }
        if (!people.isEmpty()) {
            people(text);
        }
        return text.append(RULE).append("\n").toString();
    }

    private void people(StringBuilder text) {
        var names = people.stream().map(Resident::username).toList();
        line(text, "People", String.join(", ", names) + ", password: " + Neighbourhood.PASSWORD);
        text.append("\nTheir access tokens, good for ")
                .append(people.get(0).life().toMinutes())
                .append(" minutes:\n");
        people.forEach(person -> line(text, person.username(), person.token()));
        people.stream()
                .filter(person -> person.username().equals(READER))
                .findFirst()
                .ifPresent(reader -> examples(text, reader));
    }

    private void examples(StringBuilder text, Resident reader) {
        text.append("\nWhat ").append(reader.username()).append(" sees at home, to copy and run:\n");
        text.append("curl -s -H 'Authorization: Bearer ")
                .append(reader.token())
                .append("' ")
                .append(address)
                .append("/v1/feeds/home\n");
        text.append("\nWhen the tokens are over, sign in again:\n");
        text.append("curl -s -H 'Content-Type: application/json' -d '{\"login\":\"")
                .append(reader.username())
                .append("\",\"password\":\"")
                .append(Neighbourhood.PASSWORD)
                .append("\"}' ")
                .append(address)
                .append("/v1/auth/login\n");
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-16s".formatted(name)).append(value).append("\n");
    }
}
