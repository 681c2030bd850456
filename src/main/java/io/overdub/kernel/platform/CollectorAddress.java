package io.overdub.kernel.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where traces are collected, as the variables of OpenTelemetry say it. The SDK reads those of the sampler by itself. */
final class CollectorAddress {

    static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private static final String SPOKEN = "http/protobuf";
    private static final String SERVICE = "OTEL_SERVICE_NAME";
    private static final String DISABLED = "OTEL_SDK_DISABLED";

    private static final Pattern ADDRESS =
            Pattern.compile("(?i:https?)://(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]+))?(?:/[^\\s?#]*)?");

    private CollectorAddress() {}

    /** None where no address is given: then nothing of OpenTelemetry comes into being. */
    static Map<String, String> settings(Function<String, Optional<String>> variables) {
        var settings = new HashMap<String, String>();
        var endpoint = variables.apply(ENDPOINT);
        var disabled = variables.apply(DISABLED).filter("true"::equalsIgnoreCase);
        if (endpoint.isPresent() && disabled.isEmpty()) {
            settings.put("quarkus.otel.exporter.otlp.endpoint", address(endpoint.get()));
            settings.put("quarkus.otel.sdk.disabled", "false");
            variables.apply(PROTOCOL).ifPresent(CollectorAddress::checkProtocol);
            variables
                    .apply(HEADERS)
                    .ifPresent(headers -> settings.put("quarkus.otel.exporter.otlp.headers", checked(headers)));
            variables.apply(SERVICE).ifPresent(name -> settings.put("quarkus.otel.service.name", name));
        }
        return settings;
    }

    private static String address(String text) {
        var parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            throw new BadVariable(ENDPOINT, "is not of the form https://host:port");
        }
        if (parts.group("port") != null) {
            BadVariable.unlessPort(ENDPOINT, parts.group("port"));
        }
        return text;
    }

    private static void checkProtocol(String protocol) {
        if (!protocol.equals(SPOKEN)) {
            throw new BadVariable(PROTOCOL, "is not " + SPOKEN + ", which is all that is spoken");
        }
    }

    private static String checked(String headers) {
        for (var header : headers.split(",", -1)) {
            var end = header.indexOf('=');
            if (end < 1) {
                throw new BadVariable(HEADERS, "is not of the form name=value,name=value");
            }
            PercentEncoding.decode(HEADERS, header.substring(end + 1).strip());
        }
        return headers;
    }
}
