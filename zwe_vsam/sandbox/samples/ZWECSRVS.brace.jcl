//ZWECSRVS JOB {zowe.setup.jcl.header}
//*--------------------------------------------------------------------
//* Rehearsal sample of the sandbox: takes the Caching Service's VSAM
//* cluster away, with everything that is in it.
//*--------------------------------------------------------------------
//DELVSAM  EXEC PGM=IKJEFT01
//SYSTSPRT DD SYSOUT=A
//SYSTSIN  DD *
DELETE '{zowe.setup.vsam.name}' +
CLUSTER
/*
