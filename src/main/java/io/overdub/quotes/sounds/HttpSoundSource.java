package io.overdub.quotes.sounds;

import io.overdub.kernel.Traces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

@Singleton
class HttpSoundSource implements SoundSource {

    private static final Pattern NUMBER = Pattern.compile("[0-9.]+|\\[.*]");
    private static final int TRIES = 3;
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SoundOrigins origins;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpSoundSource(SoundOrigins origins) {
        this.origins = origins;
    }

    @Override
    public Fetched fetch(URI address) {
        if (!origins.allow(address)) {
            return new Fetched.Nothing("source_not_allowed", "Not one of the origins that imports may fetch from");
        }
        if (leadsInside(address)) {
            return new Fetched.Nothing("source_not_allowed", "Its name leads into a private network");
        }
        Fetched last = new Fetched.Nothing("source_unreachable", "Not tried");
        for (var attempt = 0; attempt < TRIES; attempt++) {
            last = once(address);
            if (!(last instanceof Fetched.Nothing nothing) || !nothing.code().equals("source_unreachable")) {
                return last;
            }
        }
        return last;
    }

    /**
     * Whether the name of an allowed origin leads to where only we can go, as somebody who runs its DNS might wish. Java remembers the
     * answer for 30 s, so the connection that follows goes where this one looked. An origin that configuration gives as a number is
     * meant to be what it is.
     */
    private static boolean leadsInside(URI address) {
        var host = address.getHost();
        if (host == null || NUMBER.matcher(host).matches()) {
            return host == null;
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(PrivateNetworks::contain);
        } catch (UnknownHostException e) {
            // Trying says so as well, in the words of an answer.
            return false;
        }
    }

    private Fetched once(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        var step = Traces.call("sound");
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            step.fact("http.response.status_code", answer.statusCode());
            try (var body = answer.body()) {
                if (answer.statusCode() >= 500) {
                    return new Fetched.Nothing("source_unreachable", "It answers " + answer.statusCode());
                }
                if (answer.statusCode() != 200) {
                    return new Fetched.Nothing("source_refused", "It answers " + answer.statusCode());
                }
                var bytes = body.readNBytes(LARGEST + 1);
                return bytes.length > LARGEST
                        ? new Fetched.Nothing("sound_too_large", "More than " + LARGEST + " bytes")
                        : new Fetched.Sound(bytes);
            }
        } catch (IOException e) {
            step.failed(e);
            return new Fetched.Nothing(
                    "source_unreachable", "No answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while fetching", e);
        } finally {
            step.end();
        }
    }
}
