package io.overdub.notifications.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Receipt;
import io.overdub.world.LambdaServer;
import io.overdub.world.LambdaServer.Fault;
import io.overdub.world.LocalDynamoDb;
import io.overdub.world.SnsServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sns.SnsClient;

/** The real handlers, behind a server that speaks the Invoke API, in front of one that speaks that of SNS. */
class LambdaFanoutTest implements FanoutContract {

    private static final String FIRST = "overdub-multiplexer";
    private static final String SECOND = "overdub-sender";
    private static final String TABLE = "fanout-ledger";
    private static final long PATIENCE_MS = 300;

    private static final DynamoDbClient TABLES = LocalDynamoDb.client();

    private final SnsServer sns = new SnsServer();
    private final LambdaServer lambda = new LambdaServer();
    private final Ledger ledger = new Ledger(TABLES, PATIENCE_MS);
    private final LambdaFanout fanout = fanout(ledger, lambda.address());

    @BeforeAll
    static void there_is_a_ledger() {
        makeTable(TABLES, TABLE);
    }

    static void makeTable(DynamoDbClient tables, String name) {
        if (tables.listTables().tableNames().contains(name)) {
            return;
        }
        tables.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    @BeforeEach
    void the_functions_are_deployed() {
        lambda.runs(FIRST, new Multiplexer(invoker(ledger, lambda.address())));
        lambda.runs(SECOND, new Sender(client(sns.address()), ledger));
    }

    @AfterEach
    void nothing_was_said_that_nobody_would_understand() {
        assertThat(sns.complaints()).isEmpty();
        assertThat(lambda.complaints()).isEmpty();
        sns.close();
        lambda.close();
    }

    @Override
    public Fanout fanout() {
        return fanout;
    }

    @Override
    public String endpoint(Receipt receipt) {
        var endpoint = sns.foreignEndpoint(SnsServer.ANDROID, "token-" + UUID.randomUUID());
        switch (receipt) {
            case ACCEPTED -> {}
            case DEAD -> sns.disable(endpoint);
            case GONE -> endpoint = endpoint + "-which-nobody-made";
            case BUSY -> sns.always(endpoint, SnsServer.Fault.THROTTLES);
            case AWAY -> sns.always(endpoint, SnsServer.Fault.TURNS_AWAY);
            case UNKNOWN -> sns.always(endpoint, SnsServer.Fault.FAILS);
            case REFUSED -> throw new IllegalArgumentException("Nothing is refused by its endpoint");
        }
        return endpoint;
    }

    @Override
    public List<String> taken() {
        return sns.published().stream().map(SnsServer.Published::endpoint).toList();
    }

    @Test
    void three_hundred_letters_are_one_call_of_the_first_and_fifteen_of_the_second() {
        fanout.send(batch(300), new Answers(Integer.MAX_VALUE));

        assertThat(lambda.calls(FIRST)).isEqualTo(1);
        assertThat(lambda.calls(SECOND)).isEqualTo(15);
        assertThat(sns.calls("Publish")).isEqualTo(300);
    }

    /** Whatever befalls a call: what it may have done is not done again, and what it surely did not do is told so. */
    @ParameterizedTest
    @CsvSource({
        "THROTTLES, BUSY, 0",
        "FAILS, BUSY, 0",
        "BREAKS_DOWN, BUSY, 0",
        "MUMBLES, BUSY, 0",
        "DOES_IT_AND_BREAKS_DOWN, ACCEPTED, 20",
        "DOES_IT_AND_HANGS_UP, ACCEPTED, 20",
        "RUNS_TWICE, ACCEPTED, 20"
    })
    void what_befalls_either_function_is_told_as_it_is_and_nothing_is_sent_twice(
            Fault fault, Receipt receipt, int taken) {
        for (var function : List.of(FIRST, SECOND)) {
            var before = taken().size();
            lambda.next(function, fault);
            var answers = new Answers(Integer.MAX_VALUE);
            fanout.send(batch(20), answers);

            assertThat(answers.parts).isEqualTo(Map.of(0, Collections.nCopies(20, receipt)));
            assertThat(taken()).hasSize(before + taken).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_batch_that_is_sent_again_after_a_crash_is_answered_from_the_ledger() {
        var batch = batch(45);
        fanout.send(batch, new Answers(Integer.MAX_VALUE));
        var again = new Answers(Integer.MAX_VALUE);
        fanout.send(batch, again);

        assertThat(again.parts).hasSize(3);
        assertThat(again.parts.get(2)).isEqualTo(Collections.nCopies(5, Receipt.ACCEPTED));
        assertThat(taken()).hasSize(45).doesNotHaveDuplicates();
    }

    @Test
    void one_part_that_failed_takes_no_other_along() {
        lambda.next(SECOND, Fault.THROTTLES, Fault.BREAKS_DOWN);
        var answers = new Answers(Integer.MAX_VALUE);
        fanout.send(batch(100), answers);

        assertThat(answers.parts.values().stream().filter(receipts -> receipts.contains(Receipt.BUSY)))
                .hasSize(2);
        assertThat(taken()).hasSize(60);
    }

    @Test
    void what_was_begun_and_never_finished_is_unknown_and_what_was_closed_is_never_begun() {
        var batch = batch(40);
        var order = new Order(batch.id(), SECOND, TABLE, 1, null, List.of(), List.of()).with(batch.parts());
        assertThat(ledger.begin(order, order.pieces().get(0))).isTrue();
        assertThat(ledger.close(order, order.pieces().get(1)).values()).containsOnly(Receipt.BUSY);
        var answers = new Answers(Integer.MAX_VALUE);
        fanout.send(batch, answers);

        assertThat(answers.parts.get(0)).isEqualTo(Collections.nCopies(20, Receipt.UNKNOWN));
        assertThat(answers.parts.get(1)).isEqualTo(Collections.nCopies(20, Receipt.BUSY));
        assertThat(taken()).isEmpty();
    }

    @Test
    void without_lambda_or_the_ledger_nothing_is_sent_and_all_comes_later() {
        var nowhere = URI.create("http://127.0.0.1:1");
        var answers = new Answers(Integer.MAX_VALUE);
        fanout(ledger, nowhere).send(batch(20), answers);
        assertThat(answers.parts.get(0)).isEqualTo(Collections.nCopies(20, Receipt.BUSY));

        var blind = new Ledger(LocalDynamoDb.client(nowhere, Duration.ofMillis(500)), PATIENCE_MS);
        lambda.runs(SECOND, new Sender(client(sns.address()), blind));
        var later = new Answers(Integer.MAX_VALUE);
        fanout.send(batch(20), later);
        assertThat(later.parts.get(0)).isEqualTo(Collections.nCopies(20, Receipt.BUSY));
        assertThat(taken()).isEmpty();
    }

    @Test
    void calls_are_split_by_the_bytes_they_weigh_and_lose_nothing() {
        var letters = IntStream.range(0, 300)
                .mapToObj(n -> letter("👋".repeat(n % 7 * 120) + n))
                .toList();
        var parts = IntStream.range(0, 15)
                .mapToObj(n -> new Part(n, letters.subList(n * 20, n * 20 + 20)))
                .toList();
        var order = new Order(UUID.randomUUID(), SECOND, TABLE, 1, "io.overdub", List.of(), List.of());

        var calls = LambdaFanout.split(order, parts);

        assertThat(calls).hasSizeGreaterThan(1);
        assertThat(calls).allMatch(some -> order.with(some).json().length <= LambdaFanout.MOST_BYTES);
        assertThat(calls.stream().flatMap(List::stream)).containsExactlyElementsOf(parts);
    }

    @Test
    void a_million_cost_what_the_price_table_says() {
        var plan = fanout.plan(1_000_000);

        assertThat(plan.multiplexerCalls()).isEqualTo(3_334);
        assertThat(plan.senderCalls()).isEqualTo(50_000);
        assertThat(plan.lambdaSeconds()).isBetween(9_500.0, 10_500.0);
        assertThat(plan.dollars()).isBetween(0.60, 0.75);
    }

    private static Letter letter(String body) {
        var like = FanoutContract.batch(List.of("arn")).parts().get(0).letters().get(0);
        var said = like.message();
        return new Letter(
                like.device(),
                like.platform(),
                like.endpoint(),
                new Message(said.id(), "campaign", "T", body, said.link(), said.collapseKey(), said.life(), false));
    }

    private Batch batch(int letters) {
        return FanoutContract.batch(IntStream.range(0, letters)
                .mapToObj(n -> endpoint(Receipt.ACCEPTED))
                .toList());
    }

    private static LambdaFanout fanout(Ledger ledger, URI address) {
        return new LambdaFanout(invoker(ledger, address), Rates.CONFIG.lambda(), Rates.ESTIMATE, Clock.systemUTC());
    }

    private static Invoker invoker(Ledger ledger, URI address) {
        return new Invoker(
                Invoker.client()
                        .endpointOverride(address)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(credentials())
                        .build(),
                ledger);
    }

    private static SnsClient client(URI address) {
        return SnsClient.builder()
                .endpointOverride(address)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials())
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
    }
}
