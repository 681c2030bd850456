// Parse Server as a team would run it for the same app: on PostgreSQL, public classes, sessions of people, quiet.
// Run by src/bench/run parse: PORT DATABASE_URI, in a folder where npm has installed parse-server and express.
import express from "express";
import { ParseServer } from "parse-server";

const [port, databaseURI] = process.argv.slice(2);
const address = `http://127.0.0.1:${port}/parse`;
const server = new ParseServer({
    databaseURI,
    appId: "bench",
    masterKey: "bench-bench",
    serverURL: address,
    allowClientClassCreation: true,
    encodeParseObjectInCloudFunction: true,
    silent: true,
    logLevel: "error",
});
await server.start();
const app = express();
app.use("/parse", server.app);
app.listen(Number(port), "127.0.0.1");
