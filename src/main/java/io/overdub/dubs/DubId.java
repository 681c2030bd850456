package io.overdub.dubs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.overdub.kernel.Ids;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a dub (UUIDv7, so newer dubs have greater ids). */
@Schema(type = SchemaType.STRING, format = "uuid")
public record DubId(@JsonValue UUID value) {

    /** @throws IllegalArgumentException when the text is not an id in canonical form */
    @JsonCreator
    public static DubId fromString(String text) {
        return new DubId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
