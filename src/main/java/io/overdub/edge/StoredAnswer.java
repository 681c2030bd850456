package io.overdub.edge;

import java.nio.ByteBuffer;

/** An answer as it is kept: two bytes of status, then the body (empty for 204). */
record StoredAnswer(int status, byte[] body) {

    static StoredAnswer fromBytes(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var status = buffer.getShort();
        var body = new byte[buffer.remaining()];
        buffer.get(body);
        return new StoredAnswer(status, body);
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(Short.BYTES + body.length)
                .putShort((short) status)
                .put(body)
                .array();
    }
}
