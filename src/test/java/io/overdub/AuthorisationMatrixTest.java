package io.overdub;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.quotes.Publishing;
import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every route and everybody who may knock. A route that is missing here fails the build. Each row is tried from right to left, because
 * what its owner does often ends the thing.
 *
 * <p>{@code <thing>} in a path is made anew for each row by the owner. "Other" is a stranger, "blocked" is blocked by the owner.
 */
@QuarkusTest
class AuthorisationMatrixTest {

    private static final String MATRIX = """
            route                               path                              owner other blocked editor admin anonymous
            GET /.well-known/jwks.json          /.well-known/jwks.json              200   200     200    200   200       200
            GET /v1/accounts/{id}               /v1/accounts/<owner>                200   200     404    200   200       200
            PUT /v1/accounts/{id}/follow        /v1/accounts/<owner>/follow         422   204     404    204   204       401
            DELETE /v1/accounts/{id}/follow     /v1/accounts/<owner>/follow         204   204     204    204   204       401
            PUT /v1/accounts/{id}/mute          /v1/accounts/<owner>/mute           422   204     404    204   204       401
            DELETE /v1/accounts/{id}/mute       /v1/accounts/<owner>/mute           204   204     204    204   204       401
            PUT /v1/accounts/{id}/block         /v1/accounts/<fresh>/block          204   204     204    204   204       401
            DELETE /v1/accounts/{id}/block      /v1/accounts/<fresh>/block          204   204     204    204   204       401
            GET /v1/accounts/{id}/followers     /v1/accounts/<owner>/followers      200   200     404    200   200       200
            GET /v1/accounts/{id}/following     /v1/accounts/<owner>/following      200   200     404    200   200       200
            GET /v1/accounts/{id}/dubs          /v1/accounts/<owner>/dubs           200   200     404    200   200       200
            GET /v1/accounts/{id}/soundboards   /v1/accounts/<owner>/soundboards    200   200     404    200   200       200
            PUT /v1/admin/accounts/{id}/role    /v1/admin/accounts/<fresh>/role     403   403     403    403   204       401
            GET /v1/admin/accounts/{id}/erasure  /v1/admin/accounts/<owner>/erasure  403  403   403    403   404       401
            PUT /v1/admin/accounts/{id}/limit   /v1/admin/accounts/<fresh>/limit    403   403     403    403   204       401
            DELETE /v1/admin/accounts/{id}/limit  /v1/admin/accounts/<fresh>/limit  403   403     403    403   204       401
            GET /v1/admin/accounts/{id}/limit   /v1/admin/accounts/<fresh>/limit    403   403     403    403   200       401
            POST /v1/admin/connections/surveys  /v1/admin/connections/surveys       403   403     403    403   409       401
            GET /v1/admin/connections/surveys   /v1/admin/connections/surveys       403   403     403    403   200       401
            POST /v1/admin/feeds/timelines/fill  /v1/admin/feeds/timelines/fill     403   403     403    403   202       401
            POST /v1/admin/search/rebuild       /v1/admin/search/rebuild            403   403     403    403   202       401
            GET /v1/admin/search/shadow         /v1/admin/search/shadow             403   403     403    403   404       401
            GET /v1/admin/search/rules          /v1/admin/search/rules              403   403     403    403   200       401
            PUT /v1/admin/search/rules          /v1/admin/search/rules              403   403     403    403   200       401
            GET /v1/admin/search/rules/versions  /v1/admin/search/rules/versions    403   403     403    403   200       401
            POST /v1/admin/search/rules/restore  /v1/admin/search/rules/restore     403   403     403    403   200       401
            POST /v1/admin/search/preview       /v1/admin/search/preview            403   403     403    403   200       401
            GET /v1/admin/search/queries        /v1/admin/search/queries?zero=true  403   403     403    403   200       401
            GET /v1/admin/search/split-tests    /v1/admin/search/split-tests        403   403     403    403   404       401
            POST /v1/admin/search/split-tests   /v1/admin/search/split-tests        403   403     403    403   404       401
            GET /v1/admin/search/split-tests/{id}  /v1/admin/search/split-tests/1   403   403     403    403   404       401
            POST /v1/admin/search/split-tests/{id}/stop  /v1/admin/search/split-tests/1/stop  403  403  403  403  404  401
            POST /v1/search/events              /v1/search/events                   202   202     202    202   202       401
            GET /v1/search/key                  /v1/search/key                      404   404     404    404   404       401
            GET /v1/search/trending             /v1/search/trending                 200   200     200    200   200       200
            GET /v1/me/searches                 /v1/me/searches                     200   200     200    200   200       401
            DELETE /v1/me/searches              /v1/me/searches                     204   204     204    204   204       401
            GET /v1/admin/search                /v1/admin/search?by=text&q=matrix   403   403     403    403   200       401
            GET /v1/admin/search/log            /v1/admin/search/log                403   403     403    403   200       401
            GET /v1/admin/search/quarantine     /v1/admin/search/quarantine         403   403     403    403   200       401
            POST /v1/admin/search/quarantine/retry  /v1/admin/search/quarantine/retry  403  403  403    403   404       401
            GET /v1/search                      /v1/search?q=matrix                 200   200     200    200   200       200
            GET /v1/search/suggest              /v1/search/suggest?q=matrix         200   200     200    200   200       200
            POST /v1/admin/quotes/import        /v1/admin/quotes/import             403   403     403    200   200       401
            GET /v1/admin/quotes/import/{id}    /v1/admin/quotes/import/<import>    403   403     403    200   200       401
            GET /v1/admin/quotes/pending        /v1/admin/quotes/pending            403   403     403    200   200       401
            PUT /v1/admin/quotes/{id}/review    /v1/admin/quotes/<own quote>/review  403   403     403    200   200       401
            PUT /v1/admin/quotes/{id}/schedule  /v1/admin/quotes/<quote>/schedule   403   403     403    200   200       401
            GET /v1/admin/quotes/{id}/credits   /v1/admin/quotes/<quote>/credits    403   403     403    200   200       401
            GET /v1/admin/quotes/snapshot       /v1/admin/quotes/snapshot           403   403     403    200   200       401
            POST /v1/admin/quotes/snapshot      /v1/admin/quotes/snapshot           403   403     403    202   202       401
            PUT /v1/admin/quote-categories/{key}  /v1/admin/quote-categories/matrix   403   403     403    204   204       401
            DELETE /v1/admin/quote-categories/{key}  /v1/admin/quote-categories/matrix   403   403     403    204   204       401
            GET /v1/admin/ranking               /v1/admin/ranking                   403   403     403    403   200       401
            GET /v1/admin/ranking/features      /v1/admin/ranking/features          403   403     403    403   200       401
            GET /v1/admin/ranking/{name}        /v1/admin/ranking/for-you           403   403     403    403   200       401
            PUT /v1/admin/ranking/{name}        /v1/admin/ranking/matrix            403   403     403    403   200       401
            POST /v1/admin/ranking/{name}/restore  /v1/admin/ranking/for-you/restore  403   403     403    403   200       401
            POST /v1/admin/ranking/preview      /v1/admin/ranking/preview           403   403     403    403   200       401
            GET /v1/admin/trending              /v1/admin/trending                  403   403     403    403   200       401
            PUT /v1/admin/trending/{kind}/{id}  /v1/admin/trending/dubs/<dub>       403   403     403    403   200       401
            DELETE /v1/admin/trending/{kind}/{id}  /v1/admin/trending/dubs/<dub>    403   403     403    403   204       401
            POST /v1/auth/device                /v1/auth/device                     201   201     201    201   201       201
            POST /v1/auth/register              /v1/auth/register                   409   409     409    409   409       201
            POST /v1/auth/login                 /v1/auth/login                      200   200     200    200   200       200
            POST /v1/auth/reopen                /v1/auth/reopen                     200   200     200    200   200       200
            POST /v1/auth/refresh               /v1/auth/refresh                    401   401     401    401   401       401
            POST /v1/dubs                       /v1/dubs                            201   404     404    404   404       401
            GET /v1/dubs/{id}                   /v1/dubs/<dub>                      200   200     404    200   200       200
            GET /v1/dubs/{id}                   /v1/dubs/<followers dub>            200   404     404    404   404       404
            GET /v1/dubs/{id}                   /v1/dubs/<private dub>              200   404     404    404   404       404
            PATCH /v1/dubs/{id}                 /v1/dubs/<dub>                      200   403     404    403   403       401
            PATCH /v1/dubs/{id}                 /v1/dubs/<private dub>              200   404     404    404   404       401
            DELETE /v1/dubs/{id}                /v1/dubs/<dub>                      204   403     404    403   403       401
            DELETE /v1/dubs/{id}                /v1/dubs/<private dub>              204   404     404    404   404       401
            PUT /v1/dubs/{id}/like              /v1/dubs/<dub>/like                 204   204     404    204   204       401
            PUT /v1/dubs/{id}/like              /v1/dubs/<private dub>/like         204   404     404    404   404       401
            DELETE /v1/dubs/{id}/like           /v1/dubs/<dub>/like                 204   204     204    204   204       401
            POST /v1/dubs/{id}/comments  /v1/dubs/<dub>/comments  201  201  404  201  201  401
            POST /v1/dubs/{id}/comments  /v1/dubs/<private dub>/comments  201  404  404  404  404  401
            GET /v1/dubs/{id}/comments  /v1/dubs/<dub>/comments  200  200  404  200  200  200
            GET /v1/dubs/{id}/comments  /v1/dubs/<private dub>/comments  200  404  404  404  404  404
            GET /v1/dubs/{id}/comments/{comment_id}/replies  /v1/dubs/<comment>/replies  200  200  404  200  200  200
            DELETE /v1/dubs/{id}/comments/{comment_id}  /v1/dubs/<comment>  204  403  404  403  403  401
            PUT /v1/dubs/{id}/comments/{comment_id}/like  /v1/dubs/<comment>/like  204  204  404  204  204  401
            DELETE /v1/dubs/{id}/comments/{comment_id}/like  /v1/dubs/<comment>/like  204  204  204  204  204  401
            PUT /v1/dubs/{id}/comments/{comment_id}/hide  /v1/dubs/<comment>/hide  204  403  404  403  403  401
            DELETE /v1/dubs/{id}/comments/{comment_id}/hide  /v1/dubs/<comment>/hide  204  403  404  403  403  401
            PUT /v1/dubs/{id}/comments/{comment_id}/pin  /v1/dubs/<comment>/pin  204  403  404  403  403  401
            DELETE /v1/dubs/{id}/comments/{comment_id}/pin  /v1/dubs/<comment>/pin  204  403  404  403  403  401
            GET /v1/feeds/home                  /v1/feeds/home                      200   200     200    200   200       401
            GET /v1/feeds/for-you               /v1/feeds/for-you                   200   200     200    200   200       401
            GET /v1/feeds/trending              /v1/feeds/trending                  200   200     200    200   200       401
            GET /v1/feeds/trending-quotes       /v1/feeds/trending-quotes           200   200     200    200   200       401
            GET /v1/feeds/tags/{tag}            /v1/feeds/tags/matrix               200   200     200    200   200       401
            GET /v1/feeds/quotes/{id}           /v1/feeds/quotes/<quote>            200   200     200    200   200       401
            GET /v1/feeds/feedback              /v1/feeds/feedback                  200   200     200    200   200       401
            POST /v1/feeds/feedback             /v1/feeds/feedback                  204   204     204    204   204       401
            DELETE /v1/me/personalisation       /v1/me/personalisation              204   204     204    204   204       401
            POST /v1/feeds/impressions          /v1/feeds/impressions               200   200     200    200   200       401
            GET /v1/me                          /v1/me                              200   200     200    200   200       401
            PATCH /v1/me                        /v1/me                              200   200     200    200   200       401
            DELETE /v1/me                       /v1/me                              422   422     422    422   422       401
            GET /v1/me/mutes                    /v1/me/mutes                        200   200     200    200   200       401
            GET /v1/me/recommended-quotes       /v1/me/recommended-quotes           200   200     200    200   200       401
            GET /v1/me/recommended-people       /v1/me/recommended-people           200   200     200    200   200       401
            DELETE /v1/me/followers/{account_id}  /v1/me/followers/<owner>          422   204     404    204   204       401
            GET /v1/me/follow-requests          /v1/me/follow-requests              200   200     200    200   200       401
            PUT /v1/me/follow-requests/{account_id}  /v1/me/follow-requests/<fresh>  404   404     404    404   404       401
            DELETE /v1/me/follow-requests/{account_id}  /v1/me/follow-requests/<fresh>  204  204  204    204   204       401
            GET /v1/me/relationships            /v1/me/relationships?account_id=<owner>  200  200  200   200   200       401
            PUT /v1/me/devices/{installation_id}  /v1/me/devices/matrix-phone       204   204     204    204   204       401
            DELETE /v1/me/devices/{installation_id}  /v1/me/devices/matrix-phone    204   204     204    204   204       401
            GET /v1/me/inbox                    /v1/me/inbox                        200   200     200    200   200       401
            GET /v1/me/inbox/changes            /v1/me/inbox/changes?since=made-up  400   400     400    400   400       401
            POST /v1/me/inbox/seen              /v1/me/inbox/seen                   400   400     400    400   400       401
            GET /v1/me/notification-preferences  /v1/me/notification-preferences    200   200     200    200   200       401
            PUT /v1/me/notification-preferences  /v1/me/notification-preferences    200   200     200    200   200       401
            GET /v1/admin/push/captured         /v1/admin/push/captured             403   403     403    403   200       401
            POST /v1/admin/campaigns            /v1/admin/campaigns                 403   403     403    422   422       401
            GET /v1/admin/campaigns             /v1/admin/campaigns                 403   403     403    200   200       401
            GET /v1/admin/campaigns/{id}        /v1/admin/campaigns/<owner>         403   403     403    404   404       401
            GET /v1/admin/campaigns/{id}/preview  /v1/admin/campaigns/<owner>/preview  403  403  403   404   404       401
            GET /v1/admin/campaigns/{id}/plan   /v1/admin/campaigns/<owner>/plan    403   403     403    404   404       401
            POST /v1/admin/campaigns/{id}/tests  /v1/admin/campaigns/<owner>/tests  403   403     403    404   404       401
            PUT /v1/admin/campaigns/{id}/approval  /v1/admin/campaigns/<owner>/approval  403  403  403  404  404       401
            PUT /v1/admin/campaigns/{id}/schedule  /v1/admin/campaigns/<owner>/schedule  403  403  403  404  404       401
            GET /v1/admin/campaigns/{id}/handover  /v1/admin/campaigns/<owner>/handover  403  403  403  404  404       401
            PUT /v1/admin/campaigns/{id}/handover  /v1/admin/campaigns/<owner>/handover  403  403  403  409  409       401
            PUT /v1/admin/campaigns/{id}/handover/verdict  /v1/admin/campaigns/<owner>/handover/verdict  403  403  403  404  404  401
            GET /v1/admin/push/dial             /v1/admin/push/dial                 403   403     403    403   200       401
            PUT /v1/admin/push/dial             /v1/admin/push/dial                 403   403     403    403   200       401
            GET /v1/admin/push/broadcasts       /v1/admin/push/broadcasts           403   403     403    403   200       401
            GET /v1/admin/push/broadcasts/{id}  /v1/admin/push/broadcasts/<owner>   403   403     403    403   404       401
            PUT /v1/admin/push/broadcasts/{id}/state  /v1/admin/push/broadcasts/<owner>/state  403  403  403  403  404  401
            GET /v1/me/blocks                   /v1/me/blocks                       200   200     200    200   200       401
            GET /v1/me/dubs                     /v1/me/dubs                         200   200     200    200   200       401
            GET /v1/dubs/{id}/stats             /v1/dubs/<dub>/stats                200   404     404    404   404       401
            GET /v1/me/favourites               /v1/me/favourites                   200   200     200    200   200       401
            GET /v1/me/favourites/ids           /v1/me/favourites/ids               200   200     200    200   200       401
            POST /v1/me/export                  /v1/me/export                       202   202     202    202   202       401
            GET /v1/me/export                   /v1/me/export                       200   200     200    200   200       401
            GET /v1/me/limits                   /v1/me/limits                       200   200     200    200   200       401
            GET /v1/me/quotes                   /v1/me/quotes                       200   200     200    200   200       401
            GET /v1/me/sessions                 /v1/me/sessions                     200   200     200    200   200       401
            DELETE /v1/me/sessions/{id}         /v1/me/sessions/<session>           204   404     404    404   404       401
            GET /v1/me/soundboards              /v1/me/soundboards                  200   200     200    200   200       401
            GET /v1/quotes                      /v1/quotes                          200   200     200    200   200       200
            POST /v1/quotes                     /v1/quotes                          201   404     404    404   404       401
            GET /v1/quotes/{id}                 /v1/quotes/<quote>                  200   200     200    200   200       200
            GET /v1/quotes/{id}                 /v1/quotes/<own quote>              200   404     404    200   200       404
            GET /v1/quotes/categories           /v1/quotes/categories               200   200     200    200   200       200
            GET /v1/quotes/changes              /v1/quotes/changes                  200   200     200    200   200       200
            GET /v1/quotes/snapshot             /v1/quotes/snapshot                 200   200     200    200   200       200
            GET /v1/quotes/{id}/dubs            /v1/quotes/<quote>/dubs             200   200     200    200   200       200
            PUT /v1/quotes/{id}/favourite       /v1/quotes/<quote>/favourite        204   204     204    204   204       401
            DELETE /v1/quotes/{id}/favourite    /v1/quotes/<quote>/favourite        204   204     204    204   204       401
            PATCH /v1/quotes/{id}               /v1/quotes/<quote>                  403   403     403    200   200       401
            PATCH /v1/quotes/{id}               /v1/quotes/<own quote>              200   404     404    200   200       401
            DELETE /v1/quotes/{id}              /v1/quotes/<quote>                  403   403     403    204   204       401
            DELETE /v1/quotes/{id}              /v1/quotes/<own quote>              204   404     404    204   204       401
            POST /v1/soundboards                /v1/soundboards                     201   201     201    201   201       401
            GET /v1/soundboards/{id}            /v1/soundboards/<board>             200   200     404    200   200       200
            GET /v1/soundboards/{id}            /v1/soundboards/<private board>     200   404     404    404   404       404
            PATCH /v1/soundboards/{id}          /v1/soundboards/<board>             200   404     404    404   404       401
            DELETE /v1/soundboards/{id}         /v1/soundboards/<board>             204   404     404    404   404       401
            GET /v1/soundboards/{id}/items      /v1/soundboards/<board>/items       200   200     404    200   200       200
            GET /v1/soundboards/{id}/items      /v1/soundboards/<private board>/items  200   404     404    404   404       404
            PUT /v1/soundboards/{id}/items      /v1/soundboards/<board>/items       200   404     404    404   404       401
            PUT /v1/soundboards/{id}/items/{quote_id}  /v1/soundboards/<board>/items/<quote>  204   404     404    404   404       401
            DELETE /v1/soundboards/{id}/items/{quote_id}  /v1/soundboards/<board>/items/<quote>  204   404     404    404   404       401
            POST /v1/uploads                    /v1/uploads                         201   201     201    201   201       401
            GET /v1/uploads/{id}                /v1/uploads/<upload>                200   404     404    404   404       401
            POST /v1/uploads/{id}/parts         /v1/uploads/<large upload>/parts    200   404     404    404   404       401
            POST /v1/uploads/{id}/complete      /v1/uploads/<upload>/complete       200   404     404    404   404       401
            DELETE /v1/uploads/{id}             /v1/uploads/<open upload>           204   404     404    404   404       401
            POST /v1/events                     /v1/events                          202   202     202    202   202       202
            GET /v1/me/analytics                /v1/me/analytics                    200   200     200    200   200       401
            PUT /v1/me/analytics                /v1/me/analytics                    200   200     200    200   200       401
            GET /v1/me/stats                    /v1/me/stats                        200   200     200    200   200       401
            GET /v1/meta/metrics                /v1/meta/metrics                    200   200     200    200   200       200
            GET /v1/admin/analytics             /v1/admin/analytics                 403   403     403    403   200       401
            GET /v1/admin/analytics/schemas     /v1/admin/analytics/schemas         403   403     403    403   200       401
            GET /v1/admin/analytics/schemas/{name}  /v1/admin/analytics/schemas/app_opened  403  403  403  403  200  401
            POST /v1/admin/analytics/redrive    /v1/admin/analytics/redrive         403   403     403    403   202       401
            PUT /v1/admin/analytics/stages/{stage}/pause  /v1/admin/analytics/stages/load/pause  403  403  403  403  204  401
            DELETE /v1/admin/analytics/stages/{stage}/pause  /v1/admin/analytics/stages/load/pause  403  403  403  403  204  401
            POST /v1/admin/analytics/replay     /v1/admin/analytics/replay          403   403     403    403   202       401
            GET /v1/admin/analytics/quarantine  /v1/admin/analytics/quarantine      403   403     403    403   200       401
            POST /v1/admin/analytics/quarantine/replay  /v1/admin/analytics/quarantine/replay  403  403  403  403  200  401
            POST /v1/admin/analytics/query      /v1/admin/analytics/query           403   403     403    403   200       401
            DELETE /v1/admin/analytics/query/{id}  /v1/admin/analytics/query/00000000-0000-7000-8000-000000000001  403  403  403  403  204  401
            GET /v1/admin/analytics/exports     /v1/admin/analytics/exports         403   403     403    403   200       401
            GET /v1/admin/analytics/erasures    /v1/admin/analytics/erasures        403   403     403    403   200       401
            POST /v1/admin/analytics/erasures   /v1/admin/analytics/erasures        403   403     403    403   202       401
            GET /v1/admin/analytics/queries     /v1/admin/analytics/queries         403   403     403    403   200       401
            PUT /v1/admin/analytics/queries/{name}  /v1/admin/analytics/queries/matrix  403  403  403  403  204  401
            GET /v1/admin/analytics/queries/{name}/answer  /v1/admin/analytics/queries/matrix/answer  403  403  403  403  200  401
            DELETE /v1/admin/analytics/queries/{name}  /v1/admin/analytics/queries/matrix  403  403  403  403  204  401
            GET /v1/admin/analytics/figures/actives  /v1/admin/analytics/figures/actives  403  403  403  403  200  401
            GET /v1/admin/analytics/figures/growth  /v1/admin/analytics/figures/growth  403  403  403  403  200  401
            GET /v1/admin/analytics/figures/installs  /v1/admin/analytics/figures/installs  403  403  403  403  200  401
            GET /v1/admin/analytics/figures/retention  /v1/admin/analytics/figures/retention  403  403  403  403  200  401
            GET /v1/admin/analytics/figures/funnel  /v1/admin/analytics/figures/funnel  403  403  403  403  200  401
            GET /v1/admin/analytics/figures/top-quotes  /v1/admin/analytics/figures/top-quotes  403  403  403  403  200  401
            GET /v1/admin/analytics/figures/watching  /v1/admin/analytics/figures/watching  403  403  403  403  200  401
            POST /v1/auth/logout                /v1/auth/logout                     204   204     204    204   204       401
            GET /v1/webhooks/stream             /v1/webhooks/stream                 404   404     404    404   404       404
            POST /v1/webhooks/stream            /v1/webhooks/stream                 404   404     404    404   404       404
            """;

    @Inject
    World world;

    @Inject
    Publishing publishing;

    private record Row(String method, String route, String path, List<Integer> expected) {}

    private record Cast(Person owner, Person other, Person blocked, Person editor, Person admin) {

        /** As in the columns; null is nobody. */
        List<@Nullable Person> columns() {
            List<@Nullable Person> columns = new ArrayList<>();
            columns.addAll(List.of(owner, other, blocked, editor, admin));
            columns.add(null);
            return columns;
        }
    }

    @Test
    void everybody_gets_what_is_theirs_and_nothing_else() {
        var cast = new Cast(
                world.person("owner"),
                world.person("other"),
                world.person("blocked"),
                world.staff("editor"),
                // One of its own, for the table signs everybody out, and the one of all tests is at work elsewhere.
                world.staff("admin"));
        cast.owner().blocks(cast.blocked());
        var quote = world.quote("Matrix");
        publishing.once();
        var surprises = new ArrayList<String>();

        for (var row : rows()) {
            // The owner of a session that ends would be locked out of the rows that follow.
            var owner = row.path().contains("<session>") ? world.person("owner") : cast.owner();
            var things = new Things(owner, quote);
            var path = things.fill(row.path());
            var body = things.body(row.method() + " " + row.route());
            var people = cast.columns();
            people.set(0, owner);
            for (var column = people.size() - 1; column >= 0; column--) {
                // Staff comes first, and what it has withdrawn is there for nobody.
                var target = row.path().equals("/v1/quotes/<quote>") ? things.fill(row.path()) : path;
                var status = knock(people.get(column), row.method(), target, body);
                if (status != row.expected().get(column)) {
                    surprises.add(row.method() + " " + row.path() + " by column " + column + ": " + status
                            + " instead of " + row.expected().get(column));
                }
            }
        }

        assertThat(surprises).isEmpty();
    }

    @Test
    void every_route_is_in_the_matrix() {
        var contract = given().accept(ContentType.JSON).get("/q/openapi").jsonPath();
        var routes = new TreeSet<String>();
        contract.<Map<String, Map<String, Object>>>get("paths")
                .forEach((path, operations) -> operations
                        .keySet()
                        .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        routes.removeIf(route -> route.contains("/test-edge/"));

        var covered =
                rows().stream().map(row -> row.method() + " " + row.route()).collect(toCollection(TreeSet::new));
        assertThat(covered)
                .as("each route needs a row in the matrix: who may knock, and what they get")
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    private static int knock(@Nullable Person person, String method, String path, @Nullable Object body) {
        var request = person == null ? given().contentType(ContentType.JSON) : person.request();
        if (body != null) {
            request.body(body);
        }
        return request.request(method, path).statusCode();
    }

    private static List<Row> rows() {
        return MATRIX.lines()
                .skip(1)
                .map(line -> {
                    var words = line.strip().split("\\s{2,}");
                    var route = words[0].split(" ", 2);
                    var expected = List.of(words).subList(2, words.length).stream()
                            .map(Integer::valueOf)
                            .toList();
                    return new Row(route[0], route[1], words[1], expected);
                })
                .toList();
    }

    /** What the rows knock at. */
    private final class Things {

        private final Person owner;
        private final String quote;

        Things(Person owner, String quote) {
            this.owner = owner;
            this.quote = quote;
        }

        String fill(String path) {
            var start = path.indexOf('<');
            if (start < 0) {
                return path;
            }
            var end = path.indexOf('>');
            return path.substring(0, start) + make(path.substring(start + 1, end)) + fill(path.substring(end + 1));
        }

        private String make(String thing) {
            return switch (thing) {
                case "owner" -> owner.id();
                case "fresh" -> world.person("fresh").id();
                case "dub" -> owner.publishes(quote, "", "public");
                case "followers dub" -> owner.publishes(quote, "", "followers");
                case "private dub" -> owner.publishes(quote, "", "private");
                case "comment" -> {
                    var dub = owner.publishes(quote, "", "public");
                    yield dub + "/comments/" + owner.comments(dub, "Matrix");
                }
                case "quote" -> world.quote("Matrix");
                case "own quote" ->
                    owner.request().body(ownQuote()).post("/v1/quotes").path("id");
                case "board" -> board("public");
                case "private board" -> board("private");
                case "upload" -> owner.uploads(DemoMedia.VIDEO);
                case "open upload" ->
                    owner.opens("dub_video", "video/mp4", new byte[] {1}).path("id");
                case "large upload" ->
                    owner.request()
                            .body(Map.of(
                                    "kind",
                                    "dub_video",
                                    "content_type",
                                    "video/mp4",
                                    "size_bytes",
                                    20 << 20,
                                    "sha256",
                                    DemoMedia.sha256(new byte[] {1})))
                            .post("/v1/uploads")
                            .path("id");
                case "session" -> owner.gets("/v1/me/sessions").path("items[0].id");
                case "import" ->
                    world.admin()
                            .request()
                            .body(imported(false))
                            .post("/v1/admin/quotes/import")
                            .path("id");
                default -> throw new IllegalArgumentException(thing);
            };
        }

        private @Nullable Object body(String route) {
            return switch (route) {
                case "PUT /v1/admin/accounts/{id}/role" -> Map.of("role", "user");
                case "PUT /v1/admin/accounts/{id}/limit", "DELETE /v1/admin/accounts/{id}/limit" ->
                    Map.of("reason", "Matrix");
                case "POST /v1/admin/connections/surveys" -> Map.of("mends", false);
                case "POST /v1/admin/quotes/import" -> imported(true);
                case "PUT /v1/admin/ranking/{name}" -> Map.of("formula", formula());
                case "POST /v1/admin/ranking/{name}/restore" -> Map.of("version", 1);
                case "POST /v1/admin/search/quarantine/retry" -> Map.of("kind", "tag", "key", "matrix");
                case "POST /v1/admin/campaigns" -> Map.of("name", "Matrix");
                case "POST /v1/admin/campaigns/{id}/tests" ->
                    Map.of("account_id", owner.id(), "installation_id", "matrix-phone");
                case "PUT /v1/admin/campaigns/{id}/schedule", "PUT /v1/admin/campaigns/{id}/handover" -> Map.of();
                case "PUT /v1/admin/campaigns/{id}/handover/verdict" -> Map.of("outcome", "again");
                case "PUT /v1/admin/push/dial" -> Map.of("pushes_per_second", 5000);
                case "PUT /v1/admin/push/broadcasts/{id}/state" -> Map.of("state", "paused");
                case "POST /v1/admin/search/split-tests" ->
                    Map.of(
                            "name",
                            "Matrix",
                            "end_at",
                            "2100-01-01T00:00:00Z",
                            "share",
                            50,
                            "parameters",
                            Map.of("a", 1));
                case "POST /v1/search/events" ->
                    Map.of("events", List.of(Map.of("type", "click", "hit", Map.of("kind", "tag", "key", "matrix"))));
                case "PUT /v1/admin/search/rules" -> Map.of("rules", Map.of());
                case "POST /v1/admin/search/rules/restore" -> Map.of("version", 1);
                case "POST /v1/admin/search/preview" -> Map.of("query", "matrix", "rules", Map.of());
                case "POST /v1/admin/ranking/preview" -> Map.of("viewer", owner.id(), "formula", formula());
                case "PUT /v1/admin/trending/{kind}/{id}" -> Map.of("verdict", "frozen");
                case "POST /v1/events" -> Map.of("sent_at", "2026-01-31T12:00:00.000Z", "events", List.of());
                case "PUT /v1/me/analytics" -> Map.of("opted_out", false);
                case "POST /v1/admin/analytics/erasures" ->
                    Map.of("account_id", "00000000-0000-7000-8000-000000000001");
                case "POST /v1/admin/analytics/replay" -> Map.of("since", "2100-01-01T00:00:00.000Z");
                case "POST /v1/admin/analytics/quarantine/replay" -> Map.of("code", "matrix");
                case "POST /v1/admin/analytics/query", "PUT /v1/admin/analytics/queries/{name}" ->
                    Map.of("sql", "select 1");
                case "POST /v1/feeds/feedback" -> Map.of("about", "tags", "subject", "matrix", "opinion", "less");
                case "POST /v1/feeds/impressions" -> Map.of("contexts", List.of("made up"));
                case "POST /v1/auth/device" -> Map.of();
                case "POST /v1/auth/register" -> signUp();
                case "POST /v1/auth/login", "POST /v1/auth/reopen" -> login();
                case "POST /v1/auth/refresh" -> Map.of("refresh_token", "none");
                case "POST /v1/dubs" -> Map.of("upload_id", owner.uploads(DemoMedia.VIDEO), "quote_id", quote);
                case "PATCH /v1/dubs/{id}" -> Map.of("caption", "changed");
                case "POST /v1/dubs/{id}/comments" -> Map.of("text", "Matrix");
                case "PUT /v1/me/devices/{installation_id}" ->
                    Map.of(
                            "platform",
                            "android",
                            "token",
                            "matrix-" + UUID.randomUUID(),
                            "language",
                            "de",
                            "time_zone",
                            "Europe/Berlin",
                            "build",
                            1);
                case "POST /v1/me/inbox/seen" -> Map.of("mark", "made up");
                case "PUT /v1/me/notification-preferences" -> Map.of("kinds", List.of());
                case "PATCH /v1/me" -> Map.of("biography", "changed");
                case "POST /v1/quotes" -> ownQuote();
                case "PUT /v1/admin/quotes/{id}/review" -> Map.of("decision", "approve");
                case "PUT /v1/admin/quotes/{id}/schedule" -> Map.of();
                case "PUT /v1/admin/quote-categories/{key}" -> Map.of("name", "Matrix", "position", 1);
                case "POST /v1/admin/quotes/snapshot" -> Map.of("force", true);
                case "POST /v1/soundboards", "PATCH /v1/soundboards/{id}" -> Map.of("title", "Matrix");
                case "PUT /v1/soundboards/{id}/items" -> Map.of("quote_ids", List.of(quote));
                case "PATCH /v1/quotes/{id}" -> Map.of("title", "Changed");
                case "POST /v1/uploads" ->
                    Map.of(
                            "kind",
                            "dub_video",
                            "content_type",
                            "video/mp4",
                            "size_bytes",
                            1,
                            "sha256",
                            DemoMedia.sha256(new byte[] {1}));
                case "POST /v1/uploads/{id}/parts" -> Map.of("numbers", List.of(1, 3));
                default -> null;
            };
        }

        private Map<String, Object> ownQuote() {
            return Map.of(
                    "upload_id",
                    owner.uploadsNewSound(),
                    "title",
                    "Mine",
                    "language",
                    "en",
                    "attribution",
                    "me",
                    "licence",
                    "own work",
                    "rights",
                    "declared");
        }

        private Map<String, String> formula() {
            return Map.of("score", "decay_exp(time)");
        }

        private String board(String visibility) {
            return owner.request()
                    .body(Map.of("title", "Matrix", "visibility", visibility))
                    .post("/v1/soundboards")
                    .path("id");
        }

        private Map<String, Object> imported(boolean dryRun) {
            return Map.of(
                    "dry_run",
                    dryRun,
                    "quotes",
                    List.of(Map.of(
                            "name",
                            "Nowhere",
                            "sound",
                            "https://nowhere.test/" + UUID.randomUUID(),
                            "language",
                            "en",
                            "attribution",
                            "nobody")));
        }

        private Map<String, String> signUp() {
            var name = "matrix." + UUID.randomUUID().toString().substring(0, 8);
            return Map.of(
                    "username",
                    name,
                    "email",
                    name + "@people.test",
                    "password",
                    "a long enough password",
                    "country",
                    "DE",
                    "language",
                    "de");
        }

        private Map<String, String> login() {
            return Map.of("login", owner.username(), "password", "a long enough password");
        }
    }
}
