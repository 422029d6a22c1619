//ZWECSVSM JOB {zowe.setup.jcl.header}
//*--------------------------------------------------------------------
//* Rehearsal sample of the sandbox: the VSAM cluster in which the
//* Caching Service keeps what Zowe's servers ask it to remember.
//* The words in braces are keys of zowe.yaml; their values go here.
//*--------------------------------------------------------------------
//ALLOC    EXEC PGM=IDCAMS,REGION=0M
//SYSPRINT DD SYSOUT=*
//SYSIN    DD *
  DEFINE CLUSTER -
  (NAME({zowe.setup.vsam.name}) -
/*
//         DD DDNAME={zowe.setup.vsam.mode}
//         DD *
  REC(80 20) -
  INDEXED) -
  DATA(NAME({zowe.setup.vsam.name}.DATA) -
  RECSZ(4096 4096) -
  UNIQUE -
  KEYS(128 0)) -
  INDEX(NAME({zowe.setup.vsam.name}.INDEX) -
  UNIQUE)
/*
//RLS      DD *
  STORCLAS({zowe.setup.vsam.storageClass}) -
  LOG(NONE) -
/*
//NONRLS   DD *
  VOLUME({zowe.setup.vsam.volume}) -
  SHAREOPTIONS(2 3) -
/*
