package io.overdub.edge;

import io.overdub.kernel.Page;
import io.overdub.kernel.Refusal;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** {@code ?cursor=&limit=}, for {@code @BeanParam}. */
public final class PageQuery {

    @QueryParam("cursor")
    @Parameter(description = "The `next` of the page before; absent for the first page")
    @Nullable String cursor;

    @QueryParam("limit")
    @Parameter(
            description = "How many items at most",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "50", defaultValue = "20"))
    @Nullable String limit;

    public @Nullable String cursor() {
        return cursor;
    }

    /**
     * The limit asked for, 20 without one.
     *
     * @throws BadLimit when it is not a number from 1 to 50
     */
    public int limit() {
        if (limit == null) {
            return Page.LIMIT_DEFAULT;
        }
        try {
            var wanted = Integer.parseInt(limit);
            if (wanted >= 1 && wanted <= Page.LIMIT_MAX) {
                return wanted;
            }
        } catch (NumberFormatException e) {
            throw new BadLimit();
        }
        throw new BadLimit();
    }

    private static final class BadLimit extends Refusal {
        BadLimit() {
            super(
                    Kind.MALFORMED,
                    "malformed_parameter",
                    "limit is a number from 1 to " + Page.LIMIT_MAX,
                    List.of(new Fault("limit", "a number from 1 to " + Page.LIMIT_MAX)));
        }
    }
}
