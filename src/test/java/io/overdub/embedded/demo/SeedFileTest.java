package io.overdub.embedded.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeedFileTest {

    @Test
    void everything_that_is_named_is_there() throws IOException {
        var seed = SeedFile.load();

        var people = seed.people().stream().map(SeedFile.Person::username).collect(Collectors.toSet());
        var quotes = seed.quotes().stream().map(SeedFile.Quote::file).collect(Collectors.toSet());
        var dubs = seed.dubs().stream().map(SeedFile.Dub::file).collect(Collectors.toSet());
        assertThat(people).hasSize(3).contains("bela");
        assertThat(quotes).hasSize(14);
        assertThat(dubs).hasSize(9);
        assertThat(seed.dubs()).allSatisfy(dub -> {
            assertThat(people).contains(dub.by());
            assertThat(quotes).contains(dub.quote());
        });
        assertThat(seed.follows()).allSatisfy(pair -> assertThat(people).containsAll(pair));
        assertThat(seed.likes()).allSatisfy(pair -> {
            assertThat(people).contains(pair.get(0));
            assertThat(dubs).contains(pair.get(1));
        });
        for (var file : quotes) {
            assertThat(SeedFile.bytes(file)).isNotEmpty();
        }
        for (var file : dubs) {
            assertThat(SeedFile.bytes(file)).isNotEmpty();
        }
    }

    /** A run that is continued knows quotes by their titles and dubs by their captions. */
    @Test
    void titles_and_captions_are_unique() throws IOException {
        var seed = SeedFile.load();

        assertThat(seed.quotes()).extracting(SeedFile.Quote::title).doesNotHaveDuplicates();
        assertThat(seed.dubs()).extracting(SeedFile.Dub::caption).doesNotHaveDuplicates();
        assertThat(seed.people())
                .allSatisfy(person -> assertThat(person.biography()).isNotBlank());
    }
}
