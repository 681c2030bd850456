package io.overdub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PagesTest {

    private static final int ROUNDS = 5;

    @Inject
    Pages pages;

    /** Numbers by descending value, of which some cannot be read; counts how often a page asks. */
    private static final class Numbers implements Pages.Source<Integer> {

        private final int size;
        private final Set<Integer> broken;
        private int asked;

        Numbers(int size, Set<Integer> broken) {
            this.size = size;
            this.broken = broken;
        }

        @Override
        public Stretch<Integer> read(@Nullable UUID before, int limit) {
            asked++;
            var from = before == null ? size : (int) before.getMostSignificantBits() - 1;
            var looked = IntStream.range(0, Math.min(limit, from))
                    .mapToObj(i -> from - i)
                    .toList();
            var end = looked.isEmpty() ? null : new UUID(looked.get(looked.size() - 1), 0);
            return new Stretch<>(
                    looked.stream().filter(Predicate.not(broken::contains)).toList(), end, from <= limit);
        }
    }

    @Test
    void whatever_falls_out_the_pages_hold_the_rest_once_and_in_order() {
        var chance = new Random(20_211_130);
        for (var story = 0; story < 2_000; story++) {
            var size = chance.nextInt(60);
            var limit = 1 + chance.nextInt(8);
            var broken = chosen(chance, size);
            var hidden = chosen(chance, size);

            var shown = walk(new Numbers(size, broken), limit, hidden);

            assertThat(shown)
                    .as("%d rows by %d, broken %s, hidden %s", size, limit, broken, hidden)
                    .containsExactlyElementsOf(IntStream.range(0, size)
                            .mapToObj(i -> size - i)
                            .filter(number -> !broken.contains(number) && !hidden.contains(number))
                            .toList());
        }
    }

    @Test
    void a_page_is_full_when_enough_follows() {
        var page = pages.fill("numbers", null, 3, new Numbers(20, Set.of(20, 19, 17)), numbers -> numbers);

        assertThat(page.items()).containsExactly(18, 16, 15);
        assertThat(page.next()).isNotNull();
    }

    @Test
    void nothing_but_broken_rows_is_no_end() {
        var numbers =
                new Numbers(40, IntStream.rangeClosed(2, 40).boxed().collect(TreeSet::new, Set::add, Set::addAll));

        var page = pages.fill("numbers", null, 3, numbers, some -> some);

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isNotNull();
        assertThat(numbers.asked).isEqualTo(ROUNDS);
        assertThat(walk(numbers, 3, Set.of())).containsExactly(1);
    }

    @Test
    void a_page_of_sound_rows_is_asked_for_once() {
        var numbers = new Numbers(9, Set.of());

        assertThat(pages.fill("numbers", null, 3, numbers, some -> some).next()).isNotNull();

        assertThat(numbers.asked).isEqualTo(1);
    }

    @Test
    void the_last_page_has_no_next() {
        assertThat(pages.fill("numbers", null, 3, new Numbers(3, Set.of()), some -> some)
                        .next())
                .isNull();
        assertThat(pages.fill("numbers", null, 3, new Numbers(3, Set.of(1)), some -> some)
                        .next())
                .isNull();
        assertThat(pages.fill("numbers", null, 3, new Numbers(0, Set.of()), some -> some)
                        .next())
                .isNull();
    }

    private List<Integer> walk(Numbers numbers, int limit, Set<Integer> hidden) {
        var shown = new ArrayList<Integer>();
        @Nullable String cursor = null;
        do {
            numbers.asked = 0;
            var page = pages.fill(
                    "numbers",
                    cursor,
                    limit,
                    numbers,
                    some -> some.stream()
                            .filter(Predicate.not(hidden::contains))
                            .toList());
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            assertThat(numbers.asked).isLessThanOrEqualTo(ROUNDS);
            if (page.items().size() < limit && page.next() != null) {
                assertThat(numbers.asked).isEqualTo(ROUNDS);
            }
            shown.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return shown;
    }

    /** From none to all of them. */
    private static Set<Integer> chosen(Random chance, int size) {
        var share = chance.nextInt(5) / 4.0;
        var chosen = new TreeSet<Integer>();
        for (var number = 1; number <= size; number++) {
            if (chance.nextDouble() < share) {
                chosen.add(number);
            }
        }
        return chosen;
    }
}
