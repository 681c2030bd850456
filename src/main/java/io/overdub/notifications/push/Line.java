package io.overdub.notifications.push;

import io.overdub.kernel.External;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to a server of HTTP/1.1, in the hands of one thread: a request, then its answer. The two are apart, so one thread can ask on
 * many lines before it reads what they answer.
 */
@External
final class Line implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private long restsSince;

    private Line(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** @param kept whether the line is good for another request */
    record Answer(int status, byte[] body, boolean kept) {}

    static Line to(URI address, SSLSocketFactory secrecy, Duration connect, Duration answer) throws IOException {
        var secure = "https".equals(address.getScheme());
        var usual = secure ? 443 : 80;
        var there = new InetSocketAddress(address.getHost(), address.getPort() < 0 ? usual : address.getPort());
        if (there.isUnresolved()) {
            throw new UnknownHostException(address.getHost());
        }
        var plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(there, (int) connect.toMillis());
            plain.setSoTimeout((int) answer.toMillis());
            return new Line(secure ? secured(secrecy, plain, address.getHost(), there.getPort()) : plain);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secured(SSLSocketFactory secrecy, Socket plain, String host, int port) throws IOException {
        var secured = (SSLSocket) secrecy.createSocket(plain, host, port, true);
        var demands = secured.getSSLParameters();
        // Else a certificate for any other host would do.
        demands.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(demands);
        secured.startHandshake();
        return secured;
    }

    /** What is broken off here did not leave as a whole. */
    void ask(byte[] request) throws IOException {
        out.write(request);
    }

    /** @param until of {@link System#nanoTime}; what has come by then is read, however late that is done */
    Answer answer(long until) throws IOException {
        return new LineReader(this, until).answer();
    }

    /** Minus one at the end. */
    int read(byte[] bytes, int from, int patienceMs) throws IOException {
        socket.setSoTimeout(patienceMs);
        return in.read(bytes, from, bytes.length - from);
    }

    void rest(long now) {
        restsSince = now;
    }

    long restedFor(long now) {
        return now - restsSince;
    }

    /** Who was asked nothing says nothing, unless to hang up. Takes a millisecond. */
    boolean isSilent() {
        try {
            read(new byte[1], 0, 1);
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody uses it any more either way.
            return;
        }
    }
}
