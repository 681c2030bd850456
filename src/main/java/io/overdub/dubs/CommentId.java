package io.overdub.dubs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.overdub.kernel.Ids;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a comment (UUIDv7, so newer comments have greater ids). */
@Schema(type = SchemaType.STRING, format = "uuid")
public record CommentId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when the text is not an id in canonical form */
    @JsonCreator
    public static CommentId fromString(String text) {
        return new CommentId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
