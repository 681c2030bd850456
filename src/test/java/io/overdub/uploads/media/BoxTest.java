package io.overdub.uploads.media;

import static io.overdub.uploads.media.Boxes.box;
import static io.overdub.uploads.media.Boxes.join;
import static io.overdub.uploads.media.Boxes.largeBox;
import static io.overdub.uploads.media.Boxes.number;
import static io.overdub.uploads.media.Boxes.numbers;
import static io.overdub.uploads.media.Boxes.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BoxTest {

    @Test
    void children_are_found_whatever_the_width_of_their_size() {
        var parent = parent(join(box("free"), largeBox("wide", number(4, 7)), box("last", number(4, 9))));

        assertThat(parent.require("wide").unsignedInt(0)).isEqualTo(7);
        assertThat(parent.require("last").unsignedInt(0)).isEqualTo(9);
        assertThat(parent.require("last").length()).isEqualTo(4);
        assertThat(parent.find("none")).isEmpty();
    }

    @Test
    void children_must_fill_their_parent_exactly() {
        assertMalformed(() -> parent(join(box("free"), zeros(4))).children(0));
        assertMalformed(() ->
                parent(join(box("free"), number(4, 9), Boxes.text("free"))).children(0));
        assertMalformed(() ->
                parent(join(box("free"), number(4, 0), Boxes.text("free"))).children(0));
    }

    @Test
    void looking_at_too_many_boxes_is_refused() {
        var parent = parent(join(box("free"), box("free")));

        for (int look = 0; look < 8192; look++) {
            parent.children(0);
        }

        assertMalformed(() -> parent.children(0));
    }

    @Test
    void a_table_has_room_for_its_rows() {
        assertThat(parent(numbers(4, 2, 0, 0, 0, 0)).rows(0, 4, 8)).isEqualTo(2);
        assertMalformed(() -> parent(numbers(4, 2, 0, 0, 0)).rows(0, 4, 8));
        assertMalformed(() -> parent(numbers(4, 0xFFFFFFFFL, 0, 0)).rows(0, 4, 8));
    }

    @Test
    void nothing_is_read_beyond_the_body() {
        var parent = parent(numbers(1, 1, 2, 3, 4));

        assertThat(parent.unsignedInt(0)).isEqualTo(0x01020304);
        assertThat(parent.unsignedShort(2)).isEqualTo(0x0304);
        assertMalformed(() -> parent.unsignedInt(1));
        assertMalformed(() -> parent.unsignedShort(3));
        assertMalformed(() -> parent.unsignedLong(0));
        assertMalformed(() -> parent.type(1));
        assertMalformed(() -> parent(zeros(0)).isWide());
    }

    @Test
    void absurd_large_numbers_are_refused() {
        assertThat(parent(number(8, (1L << 60) - 1)).unsignedLong(0)).isEqualTo((1L << 60) - 1);
        assertMalformed(() -> parent(number(8, 1L << 60)).unsignedLong(0));
        assertMalformed(() -> parent(number(8, -1)).unsignedLong(0));
    }

    @Test
    void versions_we_do_not_know_are_refused() {
        assertThat(parent(number(4, 0x00FFFFFF)).isWide()).isFalse();
        assertThat(parent(number(4, 0x01000000)).isWide()).isTrue();
        assertMalformed(() -> parent(number(4, 0x02000000)).isWide());
    }

    private static Box parent(byte[] body) {
        return new Box("test", ByteBuffer.wrap(body), new Box.Allowance());
    }

    private static void assertMalformed(ThrowingCallable look) {
        assertThatThrownBy(look).isInstanceOf(Unacceptable.class).hasMessage("malformed_media");
    }
}
