//ZWECSVSM JOB
//*--------------------------------------------------------------------
//* Rehearsal sample of the sandbox: the VSAM cluster in which the
//* Caching Service keeps what Zowe's servers ask it to remember.
//*
//* Before the job is submitted, replace
//*   #dsname     by the name of the cluster, at most 38 characters
//*   #volume     by the volume that it goes to, when MODE is NONRLS
//*   #storclas   by the SMS storage class to use, when MODE is RLS
//* and set MODE to say which of the two is wanted.
//*
//* The job ends with condition code 0 when the cluster was defined.
//* A cluster of that name that exists already is left as it is.
//*--------------------------------------------------------------------
//         SET MODE=NONRLS                       RLS or NONRLS
//*
//ALLOC    EXEC PGM=IDCAMS,REGION=0M
//SYSPRINT DD SYSOUT=*
//SYSIN    DD *
  DEFINE CLUSTER -
  (NAME(#dsname) -
/*
//         DD DDNAME=&MODE
//         DD *
  REC(80 20) -
  INDEXED) -
  DATA(NAME(#dsname.DATA) -
  RECSZ(4096 4096) -
  UNIQUE -
  KEYS(128 0)) -
  INDEX(NAME(#dsname.INDEX) -
  UNIQUE)
/*
//RLS      DD *
  STORCLAS(#storclas) -
  LOG(NONE) -
/*
//NONRLS   DD *
  VOLUME(#volume) -
  SHAREOPTIONS(2 3) -
/*
