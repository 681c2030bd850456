package io.overdub.notifications.fanout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Platform;
import io.overdub.notifications.push.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a function is told, in JSON: everything that it needs, so functions have no settings of their own.
 *
 * @param sender the function that sends a part
 * @param ledger the table that knows what was sent
 * @param expires when the ledger may forget it; in seconds since 1970
 * @param topic the app's bundle id, if it has to be said
 * @param texts what letters say; most say the same
 */
record Order(
        UUID batch,
        String sender,
        String ledger,
        long expires,
        @Nullable String topic,
        List<Text> texts,
        List<Piece> pieces) {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Text(
            String id,
            String topic,
            String title,
            String body,
            String link,
            String collapseKey,
            long lifeMs,
            boolean urgent) {

        static Text of(Message message) {
            return new Text(
                    message.id(),
                    message.topic(),
                    message.title(),
                    message.body(),
                    message.link(),
                    message.collapseKey(),
                    message.life().toMillis(),
                    message.urgent());
        }

        Message message() {
            return new Message(id, topic, title, body, link, collapseKey, Duration.ofMillis(lifeMs), urgent);
        }
    }

    /** @param text its place among the texts */
    record Envelope(UUID device, Platform platform, String endpoint, int text) {}

    record Piece(int number, List<Envelope> envelopes) {}

    /** What became of a piece. */
    record Answer(int number, Map<UUID, Receipt> receipts) {

        static Answer all(Piece piece, Receipt receipt) {
            var receipts = new HashMap<UUID, Receipt>();
            piece.envelopes().forEach(envelope -> receipts.put(envelope.device(), receipt));
            return new Answer(piece.number(), receipts);
        }
    }

    record Answers(List<Answer> answers) {

        byte[] json() {
            return write(this);
        }

        /** Empty for what is no answer of ours. */
        static List<Answer> read(byte[] json) {
            try {
                var answers = JSON.readValue(json, Answers.class);
                return answers == null || answers.answers == null ? List.of() : answers.answers;
            } catch (IOException e) {
                return List.of();
            }
        }
    }

    /** Of these parts; their texts are said once each. */
    Order with(List<Part> parts) {
        var known = new ArrayList<Text>();
        var itsPieces = new ArrayList<Piece>();
        for (var part : parts) {
            var envelopes = new ArrayList<Envelope>();
            for (var letter : part.letters()) {
                var text = Text.of(letter.message());
                var place = known.indexOf(text);
                if (place < 0) {
                    place = known.size();
                    known.add(text);
                }
                envelopes.add(new Envelope(letter.device(), letter.platform(), letter.endpoint(), place));
            }
            itsPieces.add(new Piece(part.number(), envelopes));
        }
        return new Order(batch, sender, ledger, expires, topic, known, itsPieces);
    }

    /** The same for one of its pieces. */
    Order only(Piece piece) {
        return new Order(batch, sender, ledger, expires, topic, texts, List.of(piece));
    }

    /** Under which the ledger knows a piece. */
    String key(Piece piece) {
        return batch + "/" + piece.number();
    }

    byte[] json() {
        return write(this);
    }

    /** @throws IOException for what is no order */
    static Order read(byte[] json) throws IOException {
        return JSON.readValue(json, Order.class);
    }

    private static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain data can be written", e);
        }
    }
}
