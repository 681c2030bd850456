package io.overdub.uploads;

import io.overdub.uploads.storage.SignedPut;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Talks to storage as a phone does: with what it was told to send, and nothing of ours. */
public final class Phone {

    private final HttpClient http = HttpClient.newHttpClient();

    /** The status with which storage answers. */
    public int put(SignedPut put, byte[] bytes) {
        return put(put.url(), put.headers(), bytes);
    }

    public int put(String url, Map<String, String> headers, byte[] bytes) {
        var request = HttpRequest.newBuilder(URI.create(url)).PUT(BodyPublishers.ofByteArray(bytes));
        var sent = new HashMap<>(headers);
        // The client sets the length from the body, and lets nobody else.
        sent.remove("content-length");
        sent.forEach(request::header);
        return send(request.build()).statusCode();
    }

    public HttpResponse<byte[]> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    /**
     * Once more when the connection goes, as the systems of phones do: a server that refuses a body closes it with the rest unread, and the
     * next request may find that out.
     */
    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return sendOnce(request);
        } catch (IOException gone) {
            return sendAgain(request);
        }
    }

    private HttpResponse<byte[]> sendAgain(HttpRequest request) {
        try {
            return sendOnce(request);
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer", e);
        }
    }

    private HttpResponse<byte[]> sendOnce(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lower-case hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
