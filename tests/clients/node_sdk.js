// Operations of the Zowe Node SDK, each told as a line of JSON: name, "" or why it failed.
// Arguments: folder of node_modules, port, folder for files. NODE_EXTRA_CA_CERTS has the certificate.
"use strict";
const fs = require("fs");
const path = require("path");
const [modules, port, folder] = process.argv.slice(2);
const load = (name) => require(path.join(modules, "@zowe", name));
const { Session } = load("imperative");
const F = load("zos-files-for-zowe-sdk");
const J = load("zos-jobs-for-zowe-sdk");
const { CheckStatus } = load("zosmf-for-zowe-sdk");

const session = new Session({
  hostname: "127.0.0.1", port: Number(port), user: "ibmuser", password: "sys1",
  type: "basic", protocol: "https", rejectUnauthorized: true,
});
const LIB = "IBMUSER.ZWE.CUST.JCLLIB";
const SAMPLES = "IBMUSER.ZWE.SZWESAMP";
const JCL = "//HELLO    JOB\n//S1       EXEC PGM=IEFBR14\n";
const HELD = "//HELD     JOB TYPRUN=HOLD\n//S1       EXEC PGM=IEFBR14\n";
const known = {};
const at = (name) => path.join(folder, name);
const library = { primary: 1, secondary: 1, dirblk: 5, recfm: "FB", lrecl: 80, blksize: 27920, alcunit: "TRK" };
const check = (found) => { if (!found) { throw new Error("the answer is not what was expected"); } };

const operations = [
  ["CheckStatus.getZosmfInfo", () => CheckStatus.getZosmfInfo(session)],
  ["List.dataSet", async () => check((await F.List.dataSet(session, "IBMUSER.**")).apiResponse.items.length === 2)],
  ["List.dataSet, with attributes", () => F.List.dataSet(session, "IBMUSER.**", { attributes: true })],
  ["List.dataSet, 1 row", () => F.List.dataSet(session, "IBMUSER.**", { maxLength: 1 })],
  ["List.allMembers", () => F.List.allMembers(session, SAMPLES)],
  ["List.allMembers, with attributes", () => F.List.allMembers(session, SAMPLES, { attributes: true })],
  ["List.membersMatchingPattern", () => F.List.membersMatchingPattern(session, SAMPLES, ["ZWECS*"])],
  ["List.dataSetsMatchingPattern", () => F.List.dataSetsMatchingPattern(session, ["IBMUSER.ZWE.*"])],
  ["Get.dataSet", async () => check((await F.Get.dataSet(session, `${SAMPLES}(ZWECSVSM)`)).includes("JOB"))],
  ["Get.dataSet, binary", () => F.Get.dataSet(session, `${SAMPLES}(ZWECSVSM)`, { binary: true })],
  ["Get.dataSet, record", () => F.Get.dataSet(session, `${SAMPLES}(ZWECSVSM)`, { record: true })],
  ["Get.dataSet, encoding", () => F.Get.dataSet(session, `${SAMPLES}(ZWECSVSM)`, { encoding: "IBM-037" })],
  ["Get.dataSet, of no member", () => F.Get.dataSet(session, `${LIB}(NONE)`)],
  ["Get.dataSet, of no library", () => F.Get.dataSet(session, "NO.SUCH(A)")],
  ["Upload.bufferToDataSet", () => F.Upload.bufferToDataSet(session, Buffer.from(JCL), `${LIB}(SDK)`)],
  ["Upload.bufferToDataSet, with ETag", () => F.Upload.bufferToDataSet(session, Buffer.from(JCL), `${LIB}(SDK)`, { returnEtag: true })],
  ["Upload.bufferToDataSet, with another's ETag", () => F.Upload.bufferToDataSet(session, Buffer.from(JCL), `${LIB}(SDK)`, { etag: "0000" })],
  ["Upload.fileToDataset", () => { fs.writeFileSync(at("up.jcl"), JCL); return F.Upload.fileToDataset(session, at("up.jcl"), `${LIB}(UP)`); }],
  ["Upload.streamToDataSet", () => F.Upload.streamToDataSet(session, fs.createReadStream(at("up.jcl")), `${LIB}(STREAM)`)],
  ["Upload.dirToPds", () => { fs.mkdirSync(at("dir")); fs.writeFileSync(at("dir/one.jcl"), JCL); return F.Upload.dirToPds(session, at("dir"), LIB); }],
  ["Upload.bufferToDataSet, a line of 81 characters", () => F.Upload.bufferToDataSet(session, Buffer.from("x".repeat(81)), `${LIB}(LONG)`)],
  ["Download.dataSet", () => F.Download.dataSet(session, `${LIB}(SDK)`, { file: at("down.jcl") })],
  ["Download.allMembers", () => F.Download.allMembers(session, SAMPLES, { directory: at("members") })],
  ["Create.dataSet, a library", () => F.Create.dataSet(session, F.CreateDataSetTypeEnum.DATA_SET_PARTITIONED, "MY.NEW.LIB", library)],
  ["Create.dataSet, sequential", () => F.Create.dataSet(session, F.CreateDataSetTypeEnum.DATA_SET_SEQUENTIAL, "MY.SEQ")],
  ["Create.dataSetLike", () => F.Create.dataSetLike(session, "MY.NEXT.LIB", LIB)],
  ["Create.vsam", () => F.Create.vsam(session, "MY.KSDS", { volumes: "VOL123", dsorg: "INDEXED", retainFor: 0, retainTo: undefined })],
  ["Create.vsam, retained for days", () => F.Create.vsam(session, "MY.KSDS2", { volumes: "VOL123", dsorg: "INDEXED", retainFor: 10 })],
  ["Delete.vsam", () => F.Delete.vsam(session, "MY.KSDS")],
  ["Invoke.ams", () => F.Invoke.ams(session, ["LISTCAT ENTRIES('IBMUSER.ZWE.CUST.JCLLIB')"])],
  ["Copy.dataSet", () => F.Copy.dataSet(session, { dsn: LIB, member: "COPY" }, { "from-dataset": { dsn: LIB, member: "SDK" } })],
  ["Rename.dataSet", () => F.Rename.dataSet(session, "MY.NEW.LIB", "MY.OLD.LIB")],
  ["Rename.dataSetMember", () => F.Rename.dataSetMember(session, LIB, "SDK", "SDK2")],
  ["HRecall.dataSet", () => F.HRecall.dataSet(session, LIB)],
  ["HMigrate.dataSet", () => F.HMigrate.dataSet(session, LIB)],
  ["HDelete.dataSet", () => F.HDelete.dataSet(session, LIB)],
  ["Delete.dataSet, a member", () => F.Delete.dataSet(session, `${LIB}(UP)`)],
  ["Delete.dataSet, a library", () => F.Delete.dataSet(session, "MY.NEW.LIB")],
  ["List.fileList, UNIX", () => F.List.fileList(session, "/u")],
  ["SubmitJobs.submitJcl", async () => { known.hello = await J.SubmitJobs.submitJcl(session, JCL); }],
  ["MonitorJobs.waitForJobOutputStatus", async () => { known.hello = await J.MonitorJobs.waitForJobOutputStatus(session, known.hello); }],
  ["GetJobs.getStatusForJob", async () => check((await J.GetJobs.getStatusForJob(session, known.hello)).retcode === "CC 0000")],
  ["GetJobs.getJobs", () => J.GetJobs.getJobs(session)],
  ["GetJobs.getJobsByOwnerAndPrefix", () => J.GetJobs.getJobsByOwnerAndPrefix(session, "IBMUSER", "HE*")],
  ["GetJobs.getJob", () => J.GetJobs.getJob(session, known.hello.jobid)],
  ["GetJobs.getSpoolFilesForJob", async () => { known.files = await J.GetJobs.getSpoolFilesForJob(session, known.hello); check(known.files.length === 3); }],
  ["GetJobs.getSpoolContent", () => J.GetJobs.getSpoolContent(session, known.files[0])],
  ["GetJobs.getJclForJob", async () => check((await J.GetJobs.getJclForJob(session, known.hello)) === JCL)],
  ["DownloadJobs.downloadAllSpoolContentCommon", () => J.DownloadJobs.downloadAllSpoolContentCommon(session, { jobid: known.hello.jobid, jobname: known.hello.jobname, outDir: at("spool") })],
  ["SearchJobs.searchJobs", () => J.SearchJobs.searchJobs(session, { jobName: "HE*", searchString: "IEF" })],
  ["SearchJobs.searchJobs, by expression", () => J.SearchJobs.searchJobs(session, { jobName: "HE*", searchRegex: "IEF.*" })],
  ["SubmitJobs.submitJob", () => J.SubmitJobs.submitJob(session, `${LIB}(SDK)`)],
  ["SubmitJobs.submitJob, no member", () => J.SubmitJobs.submitJob(session, `${LIB}(NONE)`)],
  ["SubmitJobs.submitJob, no library", () => J.SubmitJobs.submitJob(session, "NO.SUCH(A)")],
  ["SubmitJobs.submitJclCommon, with symbols", () => J.SubmitJobs.submitJclCommon(session, { jcl: JCL, jclSymbols: "A=B" })],
  ["SubmitJobs.submitUSSJob", () => J.SubmitJobs.submitUSSJob(session, "/u/x.jcl")],
  ["SubmitJobs.submitJcl, a held job", async () => { known.held = await J.SubmitJobs.submitJcl(session, HELD); }],
  ["ModifyJobs.modifyJob, release", () => J.ModifyJobs.modifyJob(session, known.held, { release: true })],
  ["ModifyJobs.modifyJob, class", () => J.ModifyJobs.modifyJob(session, known.held, { jobclass: "B" })],
  ["SubmitJobs.submitJcl, one to cancel", async () => { known.held = await J.SubmitJobs.submitJcl(session, HELD); }],
  ["CancelJobs.cancelJobForJob", () => J.CancelJobs.cancelJobForJob(session, known.held, "2.0")],
  ["DeleteJobs.deleteJobForJob", () => J.DeleteJobs.deleteJobForJob(session, known.held, "2.0")],
  ["GetJobs.getStatus, of no job", () => J.GetJobs.getStatus(session, "HELLO", "JOB99999")],
  ["GetJobs.getStatus, of no job id", () => J.GetJobs.getStatus(session, "HELLO", "JOBhjh4")],
];

(async () => {
  for (const [name, act] of operations) {
    let why = "";
    try {
      await act();
    } catch (error) {
      why = `${error.message} ${JSON.stringify(error.mDetails || {})}`;
    }
    console.log(JSON.stringify([name, why]));
  }
})();
